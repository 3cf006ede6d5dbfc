package io.postledger.projection.export;

import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** A JSON object a line; columns without a value are left out. */
final class NdjsonWriter implements PartWriter {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .rootValueSeparator((String) null)
            .build();

    private final List<Column> columns;
    private final JsonGenerator json;

    NdjsonWriter(List<Column> columns, OutputStream to) {
        this.columns = columns;
        json = JSON.createGenerator(ObjectWriteContext.empty(), to);
    }

    @Override
    public void write(@Nullable Object... row) {
        json.writeStartObject();
        for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            if (value == null) {
                continue;
            }
            json.writeName(columns.get(i).name());
            switch (columns.get(i).kind()) {
                case LONG -> json.writeNumber((long) value);
                case TEXT -> json.writeString((String) value);
                case INSTANT -> json.writeString(((Instant) value).toString());
                case JSON -> json.writeRawValue((String) value);
            }
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() {
        json.close();
    }
}
