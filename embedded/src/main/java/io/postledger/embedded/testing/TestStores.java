package io.postledger.embedded.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real stores for tests: each server starts with the first call that needs it, once a JVM, and every call makes a new,
 * empty database in it. Servers and their files go when the JVM ends, even when it is killed. Thread-safe.
 */
public final class TestStores {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private TestStores() {}

    /** The first call takes up to three seconds on two cores, and the first of all on a machine a few more. */
    public static PostgresDatabase newPostgresDatabase() {
        return OnePostgres.SERVER.newDatabase("test_" + NUMBERS.incrementAndGet());
    }

    /** As durable as the product's: what was acknowledged survives a kill of the server. */
    public static MongoDatabase newMongoDatabase() {
        String name = "test_" + NUMBERS.incrementAndGet();
        return new MongoDatabase(OneMongo.SERVER.uri(name), name);
    }

    /** Starts the real engine, which takes about 600 MB of memory at most; a JVM that never asks never pays. */
    public static ClickHouseDatabase newClickHouseDatabase() {
        return OneClickHouse.SERVER.newDatabase("test_" + NUMBERS.incrementAndGet());
    }

    /** Class initialisation is Java's own way of doing something once and only when needed. */
    private static final class OneReaper {
        static final Reaper REAPER = start();

        private static Reaper start() {
            try {
                return Reaper.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class OnePostgres {
        static final TestPostgres SERVER = TestPostgres.start(OneReaper.REAPER);
    }

    private static final class OneMongo {
        static final TestMongo SERVER = TestMongo.start(OneReaper.REAPER);
    }

    private static final class OneClickHouse {
        static final TestClickHouse SERVER = TestClickHouse.start(OneReaper.REAPER);
    }
}
