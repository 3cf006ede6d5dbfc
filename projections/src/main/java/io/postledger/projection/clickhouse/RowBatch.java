package io.postledger.projection.clickhouse;

import io.postledger.projection.ProjectionSegment;
import io.postledger.projection.TargetBatch;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.TrackingToken;

/** The rows that one batch of events adds to one table. */
final class RowBatch implements TargetBatch {
    private final ClickHouseTable table;
    private final List<ClickHouseRow> rows = new ArrayList<>();
    private long newest;

    RowBatch(ClickHouseTable table) {
        this.table = table;
    }

    void add(ClickHouseRow row, long position) {
        rows.add(row.set(ClickHouseTable.POSITION, position));
        newest = Math.max(newest, position);
    }

    List<ClickHouseRow> rows() {
        return rows;
    }

    /** Position in the log of the newest event that added a row. */
    long newest() {
        return newest;
    }

    @Override
    public void write(ProjectionSegment segment, TrackingToken position) {
        table.write(segment, this, position);
    }
}
