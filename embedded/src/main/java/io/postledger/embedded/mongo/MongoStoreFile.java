package io.postledger.embedded.mongo;

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
 * The file behind the server, in H2's MVStore. Left to itself an MVStore writes once a second in the background: what
 * was acknowledged since is lost with a killed process, and the moment may fall between a document and its index. So
 * the background writer is off, and a write is acknowledged only after a commit that saw it whole. Commits are handed to
 * the operating system at once (they survive a killed process) and forced to the disk every {@link #SYNC_EVERY} (a power
 * cut may cost that much, never the file).
 */
final class MongoStoreFile implements AutoCloseable {

    private static final Duration SYNC_EVERY = Duration.ofSeconds(1);
    private static final Duration COMPACT_EVERY = Duration.ofSeconds(10);
    /** Longer than {@link #SYNC_EVERY}: space may be used again once the chunks that replace it are on the disk. */
    private static final Duration RETENTION = Duration.ofSeconds(5);

    private static final int CACHE_MEGABYTES = 32;
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

    /** @param broken told once when the file can no longer be written; nothing more is acknowledged from then on */
    MongoStoreFile(Path file, Consumer<RuntimeException> broken) {
        this.broken = broken;
        this.store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .cacheSize(CACHE_MEGABYTES)
                .open();
        store.setRetentionTime((int) RETENTION.toMillis());
        store.setVersionsToKeep(0);
        every(SYNC_EVERY, store::sync);
        every(COMPACT_EVERY, this::compact);
    }

    MVStore store() {
        return store;
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

    /** Ends the housekeeping; the store itself is closed by the backend that it was given to. */
    @Override
    public void close() {
        housekeeping.shutdownNow();
        try {
            housekeeping.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
