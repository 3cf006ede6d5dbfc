package io.postledger.projection.export;

import io.postledger.api.export.ExportFormat;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows in a file format. Closing it ends the file, not the stream it is written to. */
public interface PartWriter extends Closeable {
    /** @param row a value for each column, in their order */
    void write(@Nullable Object... row) throws IOException;

    /** For rows of these columns. */
    static PartWriter open(ExportFormat format, List<Column> columns, OutputStream to) throws IOException {
        return switch (format) {
            case NDJSON -> new NdjsonWriter(columns, to);
            case PARQUET -> new ParquetPartWriter(columns, to);
        };
    }
}
