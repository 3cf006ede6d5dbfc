package io.postledger.projection.export;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Apache Parquet by its own library, without Hadoop's file systems, settings and codecs. */
final class ParquetPartWriter implements PartWriter {
    /** Held in memory until it is written; less than the library's 128 MB, because several may be written at once. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final ParquetWriter<@Nullable Object[]> writer;

    ParquetPartWriter(List<Column> columns, OutputStream to) throws IOException {
        writer = new Builder(new StreamFile(to), new Rows(columns))
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ZstandardOnly())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
    }

    @Override
    public void write(@Nullable Object... row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<@Nullable Object[], Builder> {
        private final Rows rows;

        Builder(OutputFile file, Rows rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration hadoop) {
            return rows;
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(ParquetConfiguration configuration) {
            return rows;
        }
    }

    /** The columns as Parquet has them. */
    private static final class Rows extends WriteSupport<@Nullable Object[]> {
        private final List<Column> columns;
        private @Nullable RecordConsumer consumer;

        Rows(List<Column> columns) {
            this.columns = columns;
        }

        @Override
        public WriteContext init(Configuration hadoop) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return context();
        }

        private WriteContext context() {
            return new WriteContext(
                    new MessageType("part", columns.stream().map(Rows::type).toList()), Map.of());
        }

        private static Type type(Column column) {
            Type.Repetition repetition = column.isNullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
            return switch (column.kind()) {
                case LONG ->
                    Types.primitive(PrimitiveTypeName.INT64, repetition).named(column.name());
                case TEXT ->
                    Types.primitive(PrimitiveTypeName.BINARY, repetition)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(column.name());
                case INSTANT ->
                    Types.primitive(PrimitiveTypeName.INT64, repetition)
                            .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
                            .named(column.name());
                case JSON ->
                    Types.primitive(PrimitiveTypeName.BINARY, repetition)
                            .as(LogicalTypeAnnotation.jsonType())
                            .named(column.name());
            };
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(@Nullable Object[] row) {
            RecordConsumer to = consumer;
            if (to == null) {
                throw new IllegalStateException("Written to before it was prepared");
            }
            to.startMessage();
            for (int i = 0; i < row.length; i++) {
                Object value = row[i];
                if (value != null) {
                    to.startField(columns.get(i).name(), i);
                    add(to, columns.get(i).kind(), value);
                    to.endField(columns.get(i).name(), i);
                }
            }
            to.endMessage();
        }

        private static void add(RecordConsumer to, Column.Kind kind, Object value) {
            switch (kind) {
                case LONG -> to.addLong((long) value);
                case TEXT, JSON -> to.addBinary(Binary.fromString((String) value));
                case INSTANT -> to.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
            }
        }
    }

    /** The library's own factory goes through Hadoop, which this product does not carry. */
    private static final class ZstandardOnly implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput bytes) throws IOException {
                    return BytesInput.from(Zstd.compress(bytes.toByteArray()));
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return CompressionCodecName.ZSTD;
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException("Nothing is read here");
        }

        @Override
        public void release() {}
    }

    private record StreamFile(OutputStream to) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new Counting(to);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Counting extends PositionOutputStream {
        private final OutputStream to;
        private long position;

        Counting(OutputStream to) {
            this.to = to;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            to.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            to.write(bytes, from, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }
    }
}
