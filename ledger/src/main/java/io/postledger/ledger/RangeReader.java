package io.postledger.ledger;

import io.postledger.ledger.JsonFields.UnreadableException;
import java.util.Arrays;

/** Reads a manifest's ranges from its bytes: as JSON they would take more memory than all the rest. */
final class RangeReader {
    private static final int MOST_DIGITS = 19;

    private final byte[] line;
    private int at;

    /** @param at where the first range begins, or the end */
    RangeReader(byte[] line, int at) {
        this.line = line;
        this.at = at;
    }

    /** @throws UnreadableException where they do not ascend, are not the line's end or are written otherwise */
    long[] read() throws UnreadableException {
        long[] ranges = new long[16];
        int length = 0;
        while (length > 0 ? is(',') : !isEnd()) {
            if (length == ranges.length) {
                ranges = Arrays.copyOf(ranges, 2 * length);
            }
            at += length > 0 ? 1 : 0;
            need(is('['));
            at++;
            ranges[length] = number();
            need(is(','));
            at++;
            ranges[length + 1] = number();
            need(is(']'));
            at++;
            need(ranges[length + 1] >= ranges[length] && (length == 0 || ranges[length] > ranges[length - 1]));
            length += 2;
        }
        need(isEnd());
        return Arrays.copyOf(ranges, length);
    }

    private boolean is(char one) {
        return at < line.length && line[at] == one;
    }

    private boolean isEnd() {
        return at == line.length - 2 && line[at] == ']' && line[at + 1] == '}';
    }

    private long number() throws UnreadableException {
        int from = at;
        long number = 0;
        while (at < line.length && line[at] >= '0' && line[at] <= '9' && at - from < MOST_DIGITS) {
            number = 10 * number + line[at++] - '0';
        }
        need(at > from && (line[from] != '0' || at == from + 1) && number >= 0 && number < BundleReader.MOST_LEAVES);
        return number;
    }

    private static void need(boolean isSo) throws UnreadableException {
        if (!isSo) {
            throw new UnreadableException("has ranges that do not ascend");
        }
    }
}
