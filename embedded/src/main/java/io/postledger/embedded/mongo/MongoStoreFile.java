package io.postledger.embedded.mongo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;

/**
 * The file behind the server, in H2's MVStore. Left to itself an MVStore writes once a second in the background, and
 * whenever much is unwritten: what was acknowledged since is lost with a killed process, and the moment may fall between
 * a document and its index. So both are off, and a write is acknowledged only after a commit that saw it whole. Commits
 * are handed to the operating system at once (they survive a killed process) and forced to the disk once a second (a
 * power cut may cost that much, never the file).
 */
final class MongoStoreFile implements AutoCloseable {

    /** What the maps hold, and how; a file of another format is left aside. */
    static final int FORMAT = 2;

    /** Of the heap: pages in the cache take up to twice the bytes that are counted. */
    private static final int HEAP_TO_CACHE = 4;

    private static final int TARGET_FILL_PERCENT = 60;
    private static final int COMPACT_BYTES_AT_ONCE = 8 << 20;

    private final MVStore store;
    private final ReadWriteLock writers = new ReentrantReadWriteLock(true);
    private final Object committing = new Object();
    private final AtomicLong written = new AtomicLong();
    private long committed;
    private final ScheduledExecutorService housekeeping =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "mongo-housekeeping"));
    private final Consumer<RuntimeException> broken;

    /**
     * How often the file is looked after.
     *
     * @param retention how long space that is free stays unused: longer than {@code sync}, so that what replaces it is on
     *     the disk by then
     */
    record Upkeep(Duration sync, Duration compact, Duration retention) {

        static final Upkeep USUAL = new Upkeep(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    /** @param broken told once when the file can no longer be written; nothing more is acknowledged from then on */
    MongoStoreFile(Path file, Upkeep upkeep, Consumer<RuntimeException> broken) {
        this.broken = broken;
        this.store = openInFormat(file);
        store.setRetentionTime((int) upkeep.retention().toMillis());
        store.setVersionsToKeep(0);
        every(upkeep.sync(), store::sync);
        every(upkeep.compact(), this::compact);
    }

    private static MVStore openInFormat(Path file) {
        MVStore opened = open(file);
        if (opened.getStoreVersion() != FORMAT && !opened.getMapNames().isEmpty()) {
            opened.closeImmediately();
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.out.println("The file is of an older format: starting empty, views are built again from the log.");
            opened = open(file);
        }
        opened.setStoreVersion(FORMAT);
        opened.commit();
        return opened;
    }

    private static MVStore open(Path file) {
        return new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize((int) (Runtime.getRuntime().maxMemory() / HEAP_TO_CACHE >> 20))
                .open();
    }

    MVStore store() {
        return store;
    }

    /**
     * Runs a command that only reads. What it sees stays on the disk until it ends, however long it takes: without
     * saying that it is being read, a version's space is used again once it is retained no longer.
     */
    <T> T reading(Supplier<T> command) {
        MVStore.TxCounter version = store.registerVersionUsage();
        try {
            return command.get();
        } finally {
            store.deregisterVersionUsage(version);
        }
    }

    /** Runs a command that may write, and returns when what it wrote would survive a kill. Many share one commit. */
    <T> T durably(Supplier<T> command) {
        T answer;
        long ticket;
        writers.readLock().lock();
        try {
            answer = command.get();
        } finally {
            ticket = written.incrementAndGet();
            writers.readLock().unlock();
        }
        commit(ticket);
        return answer;
    }

    private void commit(long ticket) {
        synchronized (committing) {
            if (committed >= ticket) {
                return;
            }
            // Alone, so that no command is half done in what is stored.
            writers.writeLock().lock();
            try {
                long upTo = written.get();
                store.commit();
                committed = upTo;
            } catch (RuntimeException e) {
                broken.accept(e);
                throw e;
            } finally {
                writers.writeLock().unlock();
            }
        }
    }

    /** Every commit leaves a chunk that later ones make sparse; without this the file would only grow. */
    private void compact() {
        writers.writeLock().lock();
        try {
            store.compact(TARGET_FILL_PERCENT, COMPACT_BYTES_AT_ONCE);
        } finally {
            writers.writeLock().unlock();
        }
    }

    private void every(Duration interval, Runnable chore) {
        housekeeping.scheduleWithFixedDelay(
                () -> {
                    try {
                        chore.run();
                    } catch (RuntimeException e) {
                        broken.accept(e);
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Ends the housekeeping, and the store with everything in it on the disk. */
    @Override
    public void close() {
        // Not with an interrupt, which would close the file under a chore that is writing to it.
        housekeeping.shutdown();
        try {
            housekeeping.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
