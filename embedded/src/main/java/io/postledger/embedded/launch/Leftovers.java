package io.postledger.embedded.launch;

import io.postledger.embedded.postgres.PostgresBinaries;
import io.postledger.embedded.postgres.PostgresServer;
import io.postledger.embedded.postgres.RunningPostgres;
import java.io.IOException;
import java.time.Duration;

/**
 * What a killed launcher left running on the data folder. It is stopped in the usual order and started again, never
 * adopted: it may be of an older build or other settings, and the start is made for either case anyway.
 */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Leftovers() {}

    /** To be called by the holder of the data folder's lock, before any port is chosen. */
    static void stop(DataFolder data) throws IOException {
        for (String name : Stack.JVMS_IN_STOP_ORDER) {
            new OwnedJvm(name, data).stop(PATIENCE);
        }
        if (PostgresServer.isInitialised(Stack.postgresData(data))) {
            PostgresBinaries programs = PostgresBinaries.unpackBelow(data.store("programs"));
            RunningPostgres.on(Stack.postgresData(data), programs).stop(PATIENCE);
        }
    }
}
