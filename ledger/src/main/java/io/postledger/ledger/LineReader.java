package io.postledger.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines as bytes, each ended by a line feed; what follows the last one is no line. */
final class LineReader {
    /** A line that is longer is cut there, and so is none of a bundle's. */
    private static final int MOST = 1 << 25;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private long number;
    private boolean cut;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line without its end; null after the last. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 10);
        while (true) {
            if (from == to) {
                from = 0;
                to = Math.max(0, in.read(buffer));
                if (to == 0) {
                    cut |= line.size() > 0;
                    return null;
                }
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, from, Math.min(end - from, MOST - line.size()));
            from = end;
            if (end < to) {
                from++;
                number++;
                return line.toByteArray();
            }
        }
    }

    /** That of the line last read, from 1. */
    long number() {
        return number;
    }

    /** Whether there was something after the last line's end. */
    boolean wasCut() {
        return cut;
    }
}
