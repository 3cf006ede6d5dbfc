package io.postledger.projection.clickhouse;

import io.postledger.projection.Gathering;
import io.postledger.projection.WriteBehind;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** Rows that wait to be inserted together: each insert makes parts that must be merged, whether it has one row or fifty thousand. */
final class GatheredRows implements Gathering {
    /** In the middle of what ClickHouse's manual advises. */
    private static final int ROWS = 50_000;

    private static final int BYTES = 16 * 1024 * 1024;
    private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();

    private final WriteBehind writer = new WriteBehind();
    private final Insert insert;
    private final Runnable ended;
    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    private int rows;
    private long newest;
    private @Nullable TrackingToken position;
    private long writtenAt = System.nanoTime();

    /** Inserts rows, and after them the position. */
    interface Insert {
        void insert(byte[] rows, TrackingToken position, long newest);
    }

    GatheredRows(Insert insert, Runnable ended) {
        this.insert = insert;
        this.ended = ended;
    }

    /** Of one batch of events, up to this position. */
    void add(RowBatch batch, TrackingToken reached) {
        encoded.writeBytes(batch.encoded());
        rows += batch.size();
        newest = Math.max(newest, batch.newest());
        moveTo(reached);
    }

    void moveTo(TrackingToken reached) {
        position = reached;
        if (rows >= ROWS || encoded.size() >= BYTES || System.nanoTime() - writtenAt > LONGEST_NANOS) {
            handOver();
        }
    }

    private void handOver() {
        TrackingToken reached = position;
        if (reached == null) {
            return;
        }
        byte[] bytes = encoded.toByteArray();
        long newestOfThem = newest;
        writer.submit(() -> insert.insert(bytes, reached, newestOfThem));
        encoded.reset();
        rows = 0;
        position = null;
        writtenAt = System.nanoTime();
    }

    @Override
    public void flush() {
        handOver();
        writer.await();
    }

    /** Rows are added, whatever is there. */
    @Override
    public void forget() {
        // Nothing is known of them.
    }

    @Override
    public void close() {
        writer.close();
        ended.run();
    }
}
