package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** mongo-java-server on a {@link MongoStoreFile}: it answers a write only when it would survive a kill -9. */
final class DurableMongoBackend extends AbstractMongoBackend {

    /** Anything else is taken for a write. */
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

    private static final Set<String> WRITING_STAGES = Set.of("$out", "$merge");

    private final MongoStoreFile file;
    private final Map<String, MongoDatabase> opened = new ConcurrentHashMap<>();

    DurableMongoBackend(MongoStoreFile file) {
        this.file = file;
        // The newest that the library knows; today's drivers refuse its default, 3.6.
        version(ServerVersion.MONGO_5_0);
        // All at once: compaction rewrites every map's pages, and must know what is in them.
        file.store().getMapNames().stream()
                .filter(map -> map.startsWith(StoredDatabase.DOCUMENTS))
                .map(map -> map.substring(StoredDatabase.DOCUMENTS.length(), map.indexOf('.')))
                .distinct()
                .forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return opened.computeIfAbsent(name, n -> new StoredDatabase(n, file.store(), getCursorRegistry()));
    }

    @Override
    public void dropDatabase(String name) {
        super.dropDatabase(name);
        opened.remove(name);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (isRead(command.toLowerCase(Locale.ROOT), query)) {
            return file.reading(() -> super.handleCommand(channel, database, command, query));
        }
        return file.durably(() -> super.handleCommand(channel, database, command, query));
    }

    private static boolean isRead(String command, Document query) {
        if (command.equals("aggregate")) {
            return query.get("pipeline") instanceof List<?> stages
                    && stages.stream()
                            .noneMatch(stage -> stage instanceof Document
                                    && ((Document) stage).keySet().stream().anyMatch(WRITING_STAGES::contains));
        }
        return READS.contains(command);
    }

    /** How drivers asked before there was a find command. */
    @Override
    public QueryResult handleQuery(MongoQuery query) {
        return file.reading(() -> {
            QueryResult result = super.handleQuery(query);
            return new QueryResult(result.collectDocuments(), result.getCursorId());
        });
    }

    @Override
    public void close() {
        file.close();
        super.close();
    }
}
