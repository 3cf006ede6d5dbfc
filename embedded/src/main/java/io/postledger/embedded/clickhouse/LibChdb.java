package io.postledger.embedded.clickhouse;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/**
 * The part of libchdb's C interface (chdb.h, 26.7) that the server uses. Every length is in bytes; every text is UTF-8;
 * every result, stream and connection is freed by the caller, once.
 */
interface LibChdb extends Library {

    String chdb_version();

    /** Before the first connection: libchdb's own SIGSEGV handler fights with the JVM's, and the JVM hangs. */
    void chdb_set_signal_handlers_enabled(int enabled);

    /** Returns a pointer to the connection, or null when the engine or one of the arguments is refused. */
    Pointer chdb_connect(int argc, String[] argv);

    /** The last close of all stops the engine with everything on disk. */
    void chdb_close_conn(Pointer connectionPointer);

    Pointer chdb_query_with_params_n(
            Pointer connection,
            byte[] query,
            long queryLength,
            byte[] format,
            long formatLength,
            Pointer[] names,
            long[] nameLengths,
            Pointer[] values,
            long[] valueLengths,
            long count);

    Pointer chdb_stream_query_with_params_n(
            Pointer connection,
            byte[] query,
            long queryLength,
            byte[] format,
            long formatLength,
            Pointer[] names,
            long[] nameLengths,
            Pointer[] values,
            long[] valueLengths,
            long count);

    Pointer chdb_stream_fetch_result(Pointer connection, Pointer stream);

    void chdb_stream_cancel_query(Pointer connection, Pointer stream);

    Pointer chdb_stream_insert_with_params_n(
            Pointer connection,
            byte[] query,
            long queryLength,
            byte[] format,
            long formatLength,
            Pointer[] names,
            long[] nameLengths,
            Pointer[] values,
            long[] valueLengths,
            long count);

    String chdb_stream_insert_error(Pointer insert);

    /** Copies the bytes; blocks while the engine is behind; 0 when taken, 1 when the stream has failed. */
    int chdb_stream_append(Pointer insert, byte[] data, long length);

    /** Commits; the answer is a query result with either an error or the rows written. */
    Pointer chdb_stream_done(Pointer insert);

    void chdb_stream_cancel_insert(Pointer insert);

    void chdb_destroy_insert_stream(Pointer insert);

    /** Parses without running; 0 when {@code analysis} (chdb_query_analysis_v1) was filled. */
    int chdb_classify_query_n(
            Pointer connection, byte[] sql, long sqlLength, byte[] database, long databaseLength, Pointer analysis);

    Pointer chdb_result_buffer(Pointer result);

    long chdb_result_length(Pointer result);

    double chdb_result_elapsed(Pointer result);

    long chdb_result_rows_read(Pointer result);

    long chdb_result_storage_rows_read(Pointer result);

    long chdb_result_storage_bytes_read(Pointer result);

    long chdb_result_rows_written(Pointer result);

    long chdb_result_bytes_written(Pointer result);

    /** ClickHouse's message with its code, or null. */
    String chdb_result_error(Pointer result);

    void chdb_destroy_query_result(Pointer result);
}
