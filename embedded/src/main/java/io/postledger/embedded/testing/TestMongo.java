package io.postledger.embedded.testing;

import io.postledger.embedded.launch.FreePorts;
import io.postledger.embedded.launch.JavaChild;
import io.postledger.embedded.launch.Probe;
import io.postledger.embedded.mongo.MongoServerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** The MongoDB-protocol server of one test JVM, in a JVM of its own as in the product. */
final class TestMongo {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final int port;

    private TestMongo(int port) {
        this.port = port;
    }

    static TestMongo start(Reaper reaper) {
        int port = FreePorts.any();
        Path folder = reaper.folder();
        try {
            Process process = JavaChild.running(MongoServerMain.class.getName())
                    .heapMegabytes(128)
                    .arguments("--data", folder.resolve("mongo").toString(), "--port", String.valueOf(port))
                    .start(folder.resolve("mongo.log"));
            reaper.kills(process.toHandle());
            Probe.port(port).await(process.toHandle(), START_PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestMongo(port);
    }

    String uri(String database) {
        return "mongodb://127.0.0.1:" + port + "/" + database;
    }
}
