package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.Locale;
import java.util.Set;

/** mongo-java-server's H2 backend, which answers a write only when it would survive a kill -9. */
final class DurableMongoBackend extends H2Backend {

    /** Anything else is taken for a write; an aggregation may end in $out or $merge. */
    private static final Set<String> READS = Set.of(
            "hello",
            "ismaster",
            "ping",
            "buildinfo",
            "serverstatus",
            "find",
            "getmore",
            "count",
            "distinct",
            "killcursors",
            "endsessions",
            "listdatabases",
            "listcollections",
            "listindexes",
            "dbstats",
            "collstats");

    private final MongoStoreFile file;

    DurableMongoBackend(MongoStoreFile file) {
        super(file.store());
        this.file = file;
        // The newest that the library knows; today's drivers refuse its default, 3.6.
        version(ServerVersion.MONGO_5_0);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (READS.contains(command.toLowerCase(Locale.ROOT))) {
            return super.handleCommand(channel, database, command, query);
        }
        return file.durably(() -> super.handleCommand(channel, database, command, query));
    }

    @Override
    public void close() {
        file.close();
        super.close();
    }
}
