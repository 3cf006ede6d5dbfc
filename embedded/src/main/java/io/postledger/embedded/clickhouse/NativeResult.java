package io.postledger.embedded.clickhouse;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.OutputStream;

/** One chdb_result: the bytes stay in native memory and are copied out piece by piece, so the heap stays small. */
final class NativeResult implements AutoCloseable {

    private static final int PIECE_BYTES = 64 * 1024;

    private final LibChdb lib;
    private final Pointer result;

    NativeResult(LibChdb lib, Pointer result) {
        this.lib = lib;
        this.result = result;
    }

    /** @throws ClickHouseException with the engine's own message, if the statement failed */
    NativeResult orThrow() throws ClickHouseException {
        String error = lib.chdb_result_error(result);
        if (error != null) {
            close();
            throw ClickHouseException.ofEngine(error);
        }
        return this;
    }

    Pointer handle() {
        return result;
    }

    /** Bytes of formatted output. */
    long length() {
        return lib.chdb_result_length(result);
    }

    byte[] head(int atMostBytes) {
        int n = (int) Math.min(length(), atMostBytes);
        return n == 0 ? new byte[0] : lib.chdb_result_buffer(result).getByteArray(0, n);
    }

    /** @param from bytes to leave out at the start */
    void writeTo(OutputStream out, long from) throws IOException {
        long length = length();
        if (length <= from) {
            return;
        }
        Pointer bytes = lib.chdb_result_buffer(result);
        byte[] piece = new byte[(int) Math.min(PIECE_BYTES, length - from)];
        for (long at = from; at < length; ) {
            int n = (int) Math.min(piece.length, length - at);
            bytes.read(at, piece, 0, n);
            out.write(piece, 0, n);
            at += n;
        }
    }

    QuerySummary summary() {
        return new QuerySummary(
                lib.chdb_result_storage_rows_read(result),
                lib.chdb_result_storage_bytes_read(result),
                lib.chdb_result_rows_written(result),
                lib.chdb_result_bytes_written(result),
                lib.chdb_result_rows_read(result),
                length(),
                (long) (lib.chdb_result_elapsed(result) * 1e9));
    }

    @Override
    public void close() {
        lib.chdb_destroy_query_result(result);
    }
}
