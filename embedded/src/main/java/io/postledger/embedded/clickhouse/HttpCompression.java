package io.postledger.embedded.clickhouse;

import com.clickhouse.client.api.internal.ClickHouseLZ4InputStream;
import com.clickhouse.client.api.internal.ClickHouseLZ4OutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Both of ClickHouse's ways to compress over HTTP: blocks of its native protocol ({@code compress=1},
 * {@code decompress=1}; LZ4 with a CityHash checksum, read and written by the streams of ClickHouse's own client) and
 * HTTP's encodings, of which client-v2 uses {@code lz4}. The pure Java codecs are used: the native ones would unpack
 * another library into the temp folder.
 */
enum HttpCompression {
    NONE(null),
    BLOCKS(null),
    LZ4("lz4"),
    GZIP("gzip"),
    DEFLATE("deflate");

    private static final int BLOCK_BYTES = 64 * 1024;

    private final String encoding;

    HttpCompression(String encoding) {
        this.encoding = encoding;
    }

    /** The value of Content-Encoding, or null. */
    String encoding() {
        return encoding;
    }

    /** The request's, by {@code decompress=1} and Content-Encoding. */
    static HttpCompression ofRequest(boolean blocks, String contentEncoding) throws ClickHouseException {
        if (contentEncoding == null || contentEncoding.isBlank() || contentEncoding.equalsIgnoreCase("identity")) {
            return blocks ? BLOCKS : NONE;
        }
        for (HttpCompression c : values()) {
            if (contentEncoding.trim().equalsIgnoreCase(c.encoding)) {
                return c;
            }
        }
        throw ClickHouseException.of(
                48, "NOT_IMPLEMENTED", "Content-Encoding '" + contentEncoding + "' is not one of lz4, gzip, deflate");
    }

    /** The response's: like ClickHouse, an HTTP encoding only if {@code enable_http_compression=1} asks for it. */
    static HttpCompression ofResponse(boolean blocks, boolean http, String acceptEncoding) {
        if (http && acceptEncoding != null) {
            String accepted = acceptEncoding.toLowerCase(Locale.ROOT);
            for (HttpCompression c : new HttpCompression[] {LZ4, GZIP, DEFLATE}) {
                if (accepted.contains(c.encoding)) {
                    return c;
                }
            }
        }
        return blocks ? BLOCKS : NONE;
    }

    InputStream decode(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case BLOCKS ->
                new ClickHouseLZ4InputStream(in, LZ4Factory.safeInstance().fastDecompressor(), BLOCK_BYTES);
            case LZ4 ->
                new LZ4FrameInputStream(
                        in,
                        LZ4Factory.safeInstance().safeDecompressor(),
                        XXHashFactory.safeInstance().hash32());
            case GZIP -> new GZIPInputStream(in, BLOCK_BYTES);
            case DEFLATE -> new InflaterInputStream(in);
        };
    }

    /** The stream must be closed to be whole; that closes {@code out} too. */
    OutputStream encode(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            case BLOCKS ->
                new ClickHouseLZ4OutputStream(out, LZ4Factory.safeInstance().fastCompressor(), BLOCK_BYTES);
            case LZ4 ->
                new LZ4FrameOutputStream(
                        out,
                        LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB,
                        -1,
                        LZ4Factory.safeInstance().fastCompressor(),
                        XXHashFactory.safeInstance().hash32(),
                        LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE);
            case GZIP -> new GZIPOutputStream(out, BLOCK_BYTES);
            case DEFLATE -> new DeflaterOutputStream(out);
        };
    }
}
