package io.postledger.projection.clickhouse;

import com.clickhouse.client.api.metadata.TableSchema;
import io.postledger.projection.EventSource;
import io.postledger.projection.PoisonedEventException;
import io.postledger.projection.ProjectionSegment;
import io.postledger.projection.TargetBatch;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** The rows that one batch of events adds to one table. */
final class RowBatch implements TargetBatch {
    private final ClickHouseTable table;
    private final List<Added> rows = new ArrayList<>();
    private byte[] encoded = new byte[0];

    private record Added(EventSource source, ClickHouseRow row) {}

    RowBatch(ClickHouseTable table) {
        this.table = table;
    }

    void add(ClickHouseRow row, EventSource source) {
        rows.add(new Added(source, row.set(ClickHouseTable.POSITION, source.position())));
    }

    /** In RowBinary; empty where there are none. */
    byte[] encoded() {
        return encoded;
    }

    int size() {
        return rows.size();
    }

    /** Position in the log of the newest event that added a row. */
    long newest() {
        return rows.stream().mapToLong(added -> added.source().position()).max().orElse(0);
    }

    @Override
    public void remove(EventSource source) {
        rows.removeIf(added -> added.source().equals(source));
    }

    /** Encodes the rows: one that is none of the table's is its event's fault, and must be known before anything is written. */
    @Override
    public void prepare(ProjectionSegment segment) {
        if (rows.isEmpty()) {
            encoded = new byte[0];
            return;
        }
        TableSchema schema = table.schema(segment.generation());
        RowBinary binary = new RowBinary(schema);
        for (Added added : rows) {
            try {
                binary.add(added.row());
            } catch (RuntimeException e) {
                throw new PoisonedEventException(added.source(), e);
            }
        }
        encoded = binary.bytes();
    }

    @Override
    public void write(ProjectionSegment segment, @Nullable TrackingToken position) {
        table.write(segment, this, position);
    }
}
