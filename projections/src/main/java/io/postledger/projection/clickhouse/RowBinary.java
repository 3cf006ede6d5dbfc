package io.postledger.projection.clickhouse;

import com.clickhouse.client.api.data_formats.RowBinaryFormatWriter;
import com.clickhouse.client.api.metadata.TableSchema;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Rows in ClickHouse's RowBinary format, in the order of a table's columns. */
final class RowBinary {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final RowBinaryFormatWriter writer;

    RowBinary(TableSchema schema) {
        writer = new RowBinaryFormatWriter(bytes, schema, ClickHouseFormat.RowBinary);
    }

    /** Fails where a column's value is missing, or none of its type; what was added before is then worth nothing. */
    void add(ClickHouseRow row) {
        try {
            row.values().forEach(writer::setValue);
            writer.commitRow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
