package io.postledger.projection.clickhouse;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row, by the names of the table's columns. Every column must be set but {@code position}. */
public final class ClickHouseRow {
    private final Map<String, @Nullable Object> values = new HashMap<>();

    /** Times are written in UTC. */
    public ClickHouseRow set(String column, @Nullable Object value) {
        values.put(column, value instanceof Instant instant ? instant.atZone(ZoneOffset.UTC) : value);
        return this;
    }

    String text(String column) {
        return String.valueOf(values.get(column));
    }

    Map<String, @Nullable Object> values() {
        return values;
    }
}
