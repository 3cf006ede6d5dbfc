package io.postledger.embedded.clickhouse;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * One connection to the engine, for one request: as in ClickHouse's HTTP interface, nothing of a request's settings,
 * database or temporary tables outlives it. It must never be used again after an error: libchdb 26.7 hands the output
 * that a failed query had written so far to the next query of the same connection.
 */
final class NativeSession implements AutoCloseable {

    /** What chdb_classify_query_n says of a text; it counts every statement in it. */
    record Analysis(int statements, boolean readOnly) {}

    private static final int PIECE_BYTES = 256 * 1024;

    private final LibChdb lib;
    private final Pointer handle;
    private final Pointer connection;

    NativeSession(LibChdb lib, Pointer handle) {
        this.lib = lib;
        this.handle = handle;
        this.connection = handle.getPointer(0);
    }

    Analysis analyse(byte[] sql) {
        try (Memory report = new Memory(16)) {
            report.clear();
            report.setInt(0, 16);
            int state = lib.chdb_classify_query_n(connection, sql, sql.length, null, 0, report);
            return state == 0 ? new Analysis(report.getInt(4), report.getInt(12) == 0) : new Analysis(0, false);
        }
    }

    /** Runs to the end and keeps the whole output in native memory. */
    NativeResult query(byte[] sql, String format, QueryParameters p) throws ClickHouseException {
        byte[] f = utf8(format);
        return new NativeResult(
                        lib,
                        lib.chdb_query_with_params_n(
                                connection,
                                sql,
                                sql.length,
                                f,
                                f.length,
                                p.names(),
                                p.nameLengths(),
                                p.values(),
                                p.valueLengths(),
                                p.count()))
                .orThrow();
    }

    /** Starts a SELECT whose output is fetched in chunks; every chunk is a document of its own, header and all. */
    NativeStream stream(byte[] sql, String format, QueryParameters p) throws ClickHouseException {
        byte[] f = utf8(format);
        NativeResult stream = new NativeResult(
                        lib,
                        lib.chdb_stream_query_with_params_n(
                                connection,
                                sql,
                                sql.length,
                                f,
                                f.length,
                                p.names(),
                                p.nameLengths(),
                                p.values(),
                                p.valueLengths(),
                                p.count()))
                .orThrow();
        return new NativeStream(lib, connection, stream);
    }

    /**
     * Inserts what {@code data} delivers; returns when it is committed.
     *
     * @param sql the INSERT without FORMAT and data
     * @throws IOException if {@code data} breaks off: nothing of the block in work is committed then
     */
    NativeResult insert(byte[] sql, String format, InputStream data, QueryParameters p)
            throws ClickHouseException, IOException {
        byte[] f = utf8(format);
        Pointer insert = lib.chdb_stream_insert_with_params_n(
                connection,
                sql,
                sql.length,
                f,
                f.length,
                p.names(),
                p.nameLengths(),
                p.values(),
                p.valueLengths(),
                p.count());
        try {
            String error = lib.chdb_stream_insert_error(insert);
            if (error != null) {
                throw ClickHouseException.ofEngine(error);
            }
            append(insert, data);
            return new NativeResult(lib, lib.chdb_stream_done(insert)).orThrow();
        } finally {
            lib.chdb_destroy_insert_stream(insert);
        }
    }

    private void append(Pointer insert, InputStream data) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            // A refused piece means that the insert has failed; chdb_stream_done then says why.
            for (int n = data.readNBytes(piece, 0, piece.length);
                    n > 0 && lib.chdb_stream_append(insert, piece, n) == 0;
                    n = data.readNBytes(piece, 0, piece.length)) {}
        } catch (IOException | RuntimeException broken) {
            lib.chdb_stream_cancel_insert(insert);
            throw broken;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        lib.chdb_close_conn(handle);
    }
}
