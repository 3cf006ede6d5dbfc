package io.postledger.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Bytes that are kept in pieces, as a stream: one piece in memory, and what is skipped is not read. */
final class StoredBytes extends InputStream {
    private final long length;
    private final int pieceLength;
    private final IntFunction<byte @Nullable []> pieces;
    private long position;
    private int current = -1;
    private byte[] piece = new byte[0];

    /** @param pieces by number from 0, each of {@code pieceLength} but the last; null for one that is gone */
    StoredBytes(long length, int pieceLength, IntFunction<byte @Nullable []> pieces) {
        this.length = length;
        this.pieceLength = pieceLength;
        this.pieces = pieces;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, into.length);
        if (count == 0) {
            return 0;
        }
        if (position >= length) {
            return -1;
        }
        load();
        int from = (int) (position % pieceLength);
        int read = Math.min(count, piece.length - from);
        System.arraycopy(piece, from, into, offset, read);
        position += read;
        return read;
    }

    private void load() throws IOException {
        int number = (int) (position / pieceLength);
        if (number == current) {
            return;
        }
        byte[] loaded = pieces.apply(number);
        long expected = Math.min(pieceLength, length - (long) number * pieceLength);
        if (loaded == null || loaded.length != expected) {
            throw new IOException("Piece " + number + " of stored media is missing or not whole");
        }
        piece = loaded;
        current = number;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, length - position));
        position += skipped;
        return skipped;
    }

    /** Without waiting for the store: what is left of the piece at hand. */
    @Override
    public int available() {
        boolean atHand = position < length && position / pieceLength == current;
        return atHand ? piece.length - (int) (position % pieceLength) : 0;
    }
}
