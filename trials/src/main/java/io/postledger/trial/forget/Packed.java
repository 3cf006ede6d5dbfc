package io.postledger.trial.forget;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;

/**
 * Compressed pieces within bytes, known by how they begin: gzip, zlib, ZIP's entries, Zstandard's frames (Parquet's pages have
 * them), LZ4's frames, and ClickHouse's blocks of LZ4. What PostgreSQL has compressed in its rows begins with nothing that tells.
 */
final class Packed {
    /** Of one piece; what comes after is not looked at. */
    private static final int MOST = 8 << 20;

    private static final int GZIP = 0x1f8b;
    private static final int ZIP = 0x504b;
    private static final int ZSTD = 0x28b5;
    private static final int LZ4_FRAME = 0x0422;
    private static final int ZLIB = 0x78;
    private static final int CLICKHOUSE_LZ4 = 0x82;
    private static final int CLICKHOUSE_HEADER = 9;
    private static final int ZIP_HEADER = 30;

    private Packed() {}

    /** How the piece that begins at a place is made plain. */
    private interface Unpacking {
        InputStream of(InputStream packed) throws IOException;
    }

    /** What was packed there; nothing where nothing was. */
    static byte[] at(byte[] bytes, int at, int end) {
        if (at + CLICKHOUSE_HEADER >= end) {
            return new byte[0];
        }
        int first = bytes[at] & 0xff;
        return switch (first << 8 | bytes[at + 1] & 0xff) {
            case GZIP -> bytes[at + 2] == 8 ? plain(bytes, at, end, GZIPInputStream::new) : new byte[0];
            case ZSTD -> plain(bytes, at, end, Packed::zstd);
            case LZ4_FRAME -> plain(bytes, at, end, LZ4FrameInputStream::new);
            case ZIP -> zip(bytes, at, end);
            default ->
                first == CLICKHOUSE_LZ4
                        ? block(bytes, at, end)
                        : first == ZLIB && (bytes[at] << 8 | bytes[at + 1] & 0xff) % 31 == 0
                                ? plain(bytes, at, end, InflaterInputStream::new)
                                : new byte[0];
        };
    }

    private static InputStream zstd(InputStream packed) throws IOException {
        // Says what there is of a frame that is cut off.
        return new ZstdInputStream(packed).setContinuous(true);
    }

    private static byte[] zip(byte[] bytes, int at, int end) {
        if (at + ZIP_HEADER >= end || bytes[at + 2] != 3 || bytes[at + 3] != 4 || bytes[at + 8] != 8) {
            return new byte[0];
        }
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int content = at + ZIP_HEADER + (header.getShort(at + 26) & 0xffff) + (header.getShort(at + 28) & 0xffff);
        return content >= end
                ? new byte[0]
                : plain(bytes, content, end, packed -> new InflaterInputStream(packed, new Inflater(true)));
    }

    /** A method's byte, the packed size with these nine bytes, the plain size, and what is packed. */
    private static byte[] block(byte[] bytes, int at, int end) {
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int packed = header.getInt(at + 1) - CLICKHOUSE_HEADER;
        int plain = header.getInt(at + 5);
        if (packed <= 0 || plain <= 0 || plain > MOST || packed > end - at - CLICKHOUSE_HEADER) {
            return new byte[0];
        }
        byte[] content = new byte[plain];
        try {
            LZ4Factory.safeInstance()
                    .safeDecompressor()
                    .decompress(bytes, at + CLICKHOUSE_HEADER, packed, content, 0, plain);
            return content;
        } catch (LZ4Exception e) {
            return new byte[0];
        }
    }

    private static byte[] plain(byte[] bytes, int at, int end, Unpacking unpacking) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 13];
        try (InputStream in = unpacking.of(new ByteArrayInputStream(bytes, at, end - at))) {
            int read;
            while (plain.size() < MOST && (read = in.read(piece)) > 0) {
                plain.write(piece, 0, read);
            }
        } catch (IOException | RuntimeException e) {
            // Cut off, or no such piece at all: what was read of it counts.
        }
        return plain.toByteArray();
    }
}
