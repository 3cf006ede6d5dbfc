package io.postledger.projection.clickhouse;

import io.postledger.projection.WriteBehind;
import java.io.ByteArrayOutputStream;
import org.axonframework.eventhandling.TrackingToken;

/** Rows that wait to be inserted together: each insert makes parts that must be merged, whether it has one row or fifty thousand. */
final class GatheredRows extends WriteBehind {
    /** In the middle of what ClickHouse's manual advises. */
    private static final int ROWS = 50_000;

    private static final int BYTES = 16 * 1024 * 1024;

    private final Insert insert;
    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    private int rows;
    private long newest;

    /** Inserts rows, and after them the position. */
    interface Insert {
        void insert(byte[] rows, TrackingToken position, long newest);
    }

    GatheredRows(Insert insert, Runnable ended) {
        super(ended);
        this.insert = insert;
    }

    /** Of one batch of events, up to this position. */
    void add(RowBatch batch, TrackingToken reached) {
        encoded.writeBytes(batch.encoded());
        rows += batch.size();
        newest = Math.max(newest, batch.newest());
        moveTo(reached);
    }

    @Override
    protected boolean isEnough() {
        return rows >= ROWS || encoded.size() >= BYTES;
    }

    @Override
    protected Runnable take(TrackingToken reached) {
        byte[] bytes = encoded.toByteArray();
        long newestOfThem = newest;
        encoded.reset();
        rows = 0;
        return () -> insert.insert(bytes, reached, newestOfThem);
    }

    /** Rows are added, whatever is there. */
    @Override
    public void forget() {
        // Nothing is known of them.
    }
}
