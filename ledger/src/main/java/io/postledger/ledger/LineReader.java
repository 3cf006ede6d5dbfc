package io.postledger.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines as bytes, each ended by a line feed; what follows the last one is no line. */
final class LineReader {
    /** Bytes of a line. */
    static final int MOST = 1 << 22;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private long number;
    private boolean cut;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line without its end, empty where it is longer than a bundle's are; null after the last. */
    byte @Nullable [] next() throws IOException {
        return next(MOST);
    }

    /** @param most bytes of it */
    byte @Nullable [] next(int most) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 10);
        boolean isTooLong = false;
        while (true) {
            if (from == to) {
                from = 0;
                to = Math.max(0, in.read(buffer));
                if (to == 0) {
                    cut |= line.size() > 0 || isTooLong;
                    return null;
                }
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            isTooLong |= end - from > most - line.size();
            if (isTooLong) {
                line = new ByteArrayOutputStream();
            } else {
                line.write(buffer, from, end - from);
            }
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
