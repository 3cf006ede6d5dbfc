package io.postledger.projection.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.query.GenericRecord;
import io.postledger.api.export.ExportFormat;
import io.postledger.projection.KillableClickHouse;
import io.postledger.projection.clickhouse.ClickHouseStore;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written here another implementation of Parquet reads: ClickHouse's. */
class ParquetPartWriterIT {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final int ROWS = 60_000;

    @Test
    void whenWritten_thenClickHouseReadsTheSame() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        List<Column> columns = List.of(
                Column.of("position", Column.Kind.LONG),
                Column.of("at", Column.Kind.INSTANT),
                Column.nullable("actor", Column.Kind.TEXT),
                Column.of("payload", Column.Kind.JSON));
        try (PartWriter writer = PartWriter.open(ExportFormat.PARQUET, columns, file)) {
            for (long i = 0; i < ROWS; i++) {
                writer.write(i, START.plusSeconds(i), i % 3 == 0 ? null : "user " + i + " ☕", "{\"n\":" + i + "}");
            }
        }
        try (KillableClickHouse server = KillableClickHouse.start();
                ClickHouseStore store = server.store("default")) {
            server.execute("CREATE TABLE default.part (position Int64, at DateTime64(6, 'UTC'), actor Nullable(String),"
                    + " payload String) ENGINE = MergeTree ORDER BY position");
            server.insert("default.part", "Parquet", file.toByteArray());

            List<GenericRecord> rows = store.query("SELECT * FROM part ORDER BY position", Map.of());
            assertThat(rows).hasSize(ROWS);
            for (int i = 0; i < ROWS; i += 997) {
                GenericRecord row = rows.get(i);
                assertThat(row.getLong("position")).isEqualTo(i);
                assertThat(row.getInstant("at")).isEqualTo(START.plusSeconds(i));
                assertThat(row.getString("actor")).isEqualTo(i % 3 == 0 ? null : "user " + i + " ☕");
                assertThat(row.getString("payload")).isEqualTo("{\"n\":" + i + "}");
            }
        }
    }
}
