package io.postledger.projection.clickhouse;

import io.postledger.projection.EventSource;
import io.postledger.projection.PoisonedEventException;
import io.postledger.projection.ProjectionSegment;
import io.postledger.projection.TargetBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** The rows that one batch of events adds to one table. */
final class RowBatch implements TargetBatch {
    private final ClickHouseTable table;
    private final List<Added> rows = new ArrayList<>();
    private final Map<EventSource, Agreement> agreements = new LinkedHashMap<>();
    private byte[] encoded = new byte[0];
    private int size;
    private long newest;

    private record Added(EventSource source, ClickHouseRow row) {}

    RowBatch(ClickHouseTable table) {
        this.table = table;
    }

    void add(ClickHouseRow row, EventSource source) {
        rows.add(new Added(source, row.set(ClickHouseTable.POSITION, source.position())));
    }

    void agree(Agreement agreement, EventSource source) {
        agreements.put(source, agreement);
    }

    /** Which workspaces agree from one of its events on, or no longer; in the order of the log. */
    List<Agreement> agreements() {
        return List.copyOf(agreements.values());
    }

    /** In RowBinary; empty where there are none. */
    byte[] encoded() {
        return encoded;
    }

    int size() {
        return size;
    }

    /** Position in the log of the newest event that added a row. */
    long newest() {
        return newest;
    }

    @Override
    public void remove(EventSource source) {
        rows.removeIf(added -> added.source().equals(source));
        agreements.remove(source);
    }

    /** Encodes the rows: one that is none of the table's is its event's fault, and must be known before anything is written. */
    @Override
    public void prepare(ProjectionSegment segment) {
        encoded = new byte[0];
        size = 0;
        newest = 0;
        if (rows.isEmpty()) {
            return;
        }
        Predicate<Added> isUsable = usable(segment);
        RowBinary binary = new RowBinary(table.schema(segment.generation()));
        for (Added added : rows) {
            try {
                if (isUsable.test(added)) {
                    binary.add(added.row());
                    size++;
                    newest = Math.max(newest, added.source().position());
                }
            } catch (RuntimeException e) {
                throw new PoisonedEventException(added.source(), e);
            }
        }
        encoded = binary.bytes();
    }

    /** Of a table that is filled under consent: marks each row with it, and leaves out those without. */
    private Predicate<Added> usable(ProjectionSegment segment) {
        if (!table.isUnderConsent()) {
            return added -> true;
        }
        Agreements known = table.agreements(segment.generation()).with(agreements());
        return added -> {
            OptionalLong consent = known.at(
                    added.row().text(ClickHouseTable.WORKSPACE), added.source().position());
            consent.ifPresent(
                    given -> added.row().set(ClickHouseTable.CONSENT, given).set(ClickHouseTable.WITHDRAWN, 0));
            return consent.isPresent();
        };
    }

    @Override
    public void write(ProjectionSegment segment, @Nullable TrackingToken position) {
        table.write(segment, this, position);
    }
}
