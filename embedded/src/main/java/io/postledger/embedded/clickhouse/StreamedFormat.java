package io.postledger.embedded.clickhouse;

import java.util.Set;

/**
 * The formats in which the chunks of a streamed result can be joined. Each chunk is a whole document; in these formats a
 * document is rows and, at most, a header that can be measured and left out from the second chunk on. Everything else
 * (JSON, Parquet, …) is computed to its end first.
 */
final class StreamedFormat {

    private static final String WITH_HEADER = "RowBinaryWithNamesAndTypes";
    private static final Set<String> HEADERLESS = Set.of(
            "TabSeparated",
            "TSV",
            "TabSeparatedRaw",
            "TSVRaw",
            "CSV",
            "JSONEachRow",
            "JSONCompactEachRow",
            "RowBinary");

    /** A header longer than this is not looked for: wider tables are computed to the end. */
    static final int HEADER_LIMIT_BYTES = 1024 * 1024;

    private StreamedFormat() {}

    static boolean isStreamed(String format) {
        return format.equals(WITH_HEADER) || HEADERLESS.contains(format);
    }

    /** Bytes of header in front of the first row; the same in every chunk of one result. */
    static int headerLength(String format, byte[] chunk) {
        if (!format.equals(WITH_HEADER)) {
            return 0;
        }
        int[] at = {0};
        long columns = varint(chunk, at);
        for (long i = 0; i < 2 * columns; i++) {
            long length = varint(chunk, at);
            at[0] = Math.addExact(at[0], Math.toIntExact(length));
        }
        if (at[0] > chunk.length) {
            throw new IllegalStateException("the header of a result is longer than " + HEADER_LIMIT_BYTES + " bytes");
        }
        return at[0];
    }

    private static long varint(byte[] bytes, int[] at) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[at[0]++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
