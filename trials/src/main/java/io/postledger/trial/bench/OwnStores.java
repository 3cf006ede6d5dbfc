package io.postledger.trial.bench;

import io.postledger.embedded.clickhouse.ClickHouseProcess;
import io.postledger.embedded.launch.FreePorts;
import io.postledger.embedded.launch.JavaChild;
import io.postledger.embedded.launch.Probe;
import io.postledger.embedded.mongo.MongoServerMain;
import io.postledger.trial.OwnPostgres;
import io.postledger.trial.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The three stores by themselves, each a process as {@code ./postledger run} starts it; ended with this. */
final class OwnStores implements AutoCloseable {
    static final String DATABASE = "postledger";

    private static final Duration START = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 30;
    private static final String USER = "postledger";
    private static final String PASSWORD = "only-for-trials";
    /** As in the launcher's own start of it. */
    private static final int MONGO_HEAP = 192;

    private final int mongoPort = FreePorts.any();
    private @Nullable OwnPostgres postgres;
    private @Nullable Process mongo;
    private @Nullable ClickHouseProcess clickHouse;
    private final Thread endAtExit = new Thread(this::end, "end-of-stores");

    /** @param folder for their data and logs */
    OwnStores(Path folder) throws IOException {
        Runtime.getRuntime().addShutdownHook(endAtExit);
        try {
            start(folder);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void start(Path folder) throws IOException {
        postgres = OwnPostgres.in(folder);
        mongo = JavaChild.running(MongoServerMain.class.getName())
                .heapMegabytes(MONGO_HEAP)
                .arguments("--data", folder.resolve("mongo").toString(), "--port", Integer.toString(mongoPort))
                .start(folder.resolve("mongo.log"));
        clickHouse =
                ClickHouseProcess.start(ClickHouseProcess.Options.of(folder.resolve("clickhouse"), USER, PASSWORD));
        Probe answers = Probe.port(mongoPort);
        Waiting.until(START, "the MongoDB server answers", answers::isReady);
    }

    OwnPostgres postgres() {
        return postgres;
    }

    String mongoUri() {
        return "mongodb://127.0.0.1:" + mongoPort + "/" + DATABASE;
    }

    ClickHouseProcess clickHouse() {
        return clickHouse;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(endAtExit);
        end();
    }

    /** Whatever of them runs. */
    private void end() {
        if (clickHouse != null) {
            clickHouse.close();
        }
        if (mongo != null) {
            mongo.destroy();
            try {
                if (!mongo.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    mongo.destroyForcibly();
                }
            } catch (InterruptedException e) {
                mongo.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
