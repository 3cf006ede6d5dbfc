package io.postledger.embedded.clickhouse;

import com.sun.jna.Pointer;

/** A SELECT in work; closing it before its end cancels it. */
final class NativeStream implements AutoCloseable {

    private final LibChdb lib;
    private final Pointer connection;
    private final NativeResult stream;
    private boolean ended;

    NativeStream(LibChdb lib, Pointer connection, NativeResult stream) {
        this.lib = lib;
        this.connection = connection;
        this.stream = stream;
    }

    /** The next chunk, to be closed by the caller; one of length 0 is the end. */
    NativeResult next() throws ClickHouseException {
        NativeResult chunk = new NativeResult(lib, lib.chdb_stream_fetch_result(connection, stream.handle()));
        try {
            chunk.orThrow();
        } catch (ClickHouseException failed) {
            ended = true;
            throw failed;
        }
        ended = chunk.length() == 0;
        return chunk;
    }

    @Override
    public void close() {
        if (!ended) {
            lib.chdb_stream_cancel_query(connection, stream.handle());
        }
        stream.close();
    }
}
