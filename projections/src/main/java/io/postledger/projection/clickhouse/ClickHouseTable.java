package io.postledger.projection.clickhouse;

import com.clickhouse.client.api.data_formats.RowBinaryFormatWriter;
import com.clickhouse.client.api.metadata.TableSchema;
import com.clickhouse.data.ClickHouseFormat;
import io.postledger.projection.EventSource;
import io.postledger.projection.Freshness;
import io.postledger.projection.ProjectionBatch;
import io.postledger.projection.ProjectionSegment;
import io.postledger.projection.ProjectionStore;
import io.postledger.projection.ProjectionTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackingToken;

/**
 * A table that a projection adds rows to: one insert in RowBinary a batch, and after it the position that the table has
 * reached.
 *
 * <p>A batch may be inserted twice (a crash before its position, an answer that was lost, a replay), so the table must be
 * one in which that changes nothing: a ReplacingMergeTree ordered by what makes a row the same row, read with FINAL, or an
 * AggregatingMergeTree of states like argMax. Each row carries in the column {@value #POSITION} the log's position of its
 * event, from which is seen whether rows that the stored position speaks of are still there.
 */
public final class ClickHouseTable implements ProjectionTarget {
    static final String POSITION = "position";

    private final ClickHouseStore store;
    private final String name;
    private final List<String> tables;
    private final TablePositions positions;
    private final Freshness freshness = new Freshness();

    /**
     * @param name of the table, made by one of the files that {@link ClickHouseMigrator} applies
     * @param derived tables that a materialized view fills from this one, each with a column {@value #POSITION}
     */
    public ClickHouseTable(ClickHouseStore store, String name, String... derived) {
        this.store = store;
        this.name = name;
        this.tables = Stream.concat(Stream.of(name), Stream.of(derived)).toList();
        this.positions = new TablePositions(store, name, tables);
    }

    /** The event in hand adds a row. */
    public void insert(ClickHouseRow row) {
        ProjectionBatch.of(this, () -> new RowBatch(this))
                .add(row, EventSource.current().position());
    }

    /** Lets a reader wait for rows. */
    public Freshness freshness() {
        return freshness;
    }

    @Override
    public ProjectionStore store() {
        return store;
    }

    @Override
    public Optional<TrackingToken> open(ProjectionSegment segment) {
        return store.patiently(() -> {
            store.migrator()
                    .ensure(Stream.concat(tables.stream(), Stream.of(TablePositions.TABLE))
                            .toList());
            return positions.open(segment);
        });
    }

    @Override
    public void moveTo(ProjectionSegment segment, Optional<TrackingToken> position) {
        store.patiently(() -> {
            positions.set(segment, position, 0);
            return null;
        });
    }

    @Override
    public String toString() {
        return name;
    }

    void write(ProjectionSegment segment, RowBatch batch, TrackingToken position) {
        store.patiently(() -> {
            if (!batch.rows().isEmpty()) {
                store.insert(name, encode(store.schema(name), batch.rows()));
            }
            positions.set(segment, Optional.of(position), batch.newest());
            return null;
        });
        freshness.written();
    }

    private static byte[] encode(TableSchema schema, List<ClickHouseRow> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RowBinaryFormatWriter writer = new RowBinaryFormatWriter(bytes, schema, ClickHouseFormat.RowBinary);
        try {
            for (ClickHouseRow row : rows) {
                row.values().forEach(writer::setValue);
                writer.commitRow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
