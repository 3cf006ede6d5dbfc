package io.postledger.ledger;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which events must come, in which order, and what came instead. One that comes too early is held until the next has come: that one tells
 * whether it was moved forward or whether those before it are missing.
 */
final class ExpectedEvents {
    private static final long END = Long.MAX_VALUE;

    private final long[] ranges;
    private final BundleVerifier.Findings findings;
    /** Moved forward: not to be waited for. */
    private final TreeSet<Long> early = new TreeSet<>();
    /** Not there so far: first to last. */
    private final TreeMap<Long, Long> missing = new TreeMap<>();

    private int range;
    private long next;
    private @Nullable Long held;

    ExpectedEvents(long[] ranges, BundleVerifier.Findings findings) {
        this.ranges = ranges;
        this.findings = findings;
        next = ranges.length == 0 ? END : ranges[0];
    }

    /** Where the reading is. */
    long next() {
        return next == END ? ranges.length == 0 ? 0 : ranges[ranges.length - 1] : next;
    }

    boolean isSelected(long index) {
        int low = 0;
        int high = ranges.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (index < ranges[2 * middle]) {
                high = middle - 1;
            } else if (index > ranges[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    void came(long index) {
        if (!isSelected(index)) {
            findings.add(Finding.at(Finding.Code.EVENT_ADDED, index, "it is none of those that were selected"));
        } else if (held != null) {
            long waiting = held;
            if (index == waiting) {
                duplicated(index);
                return;
            }
            held = null;
            if (index == next) {
                outOfOrder(waiting);
                early.add(waiting);
                advance(index);
            } else {
                skipTo(waiting);
                came(index);
            }
        } else if (index == next) {
            advance(index);
        } else if (index < next || early.contains(index)) {
            before(index);
        } else {
            held = index;
        }
    }

    private void before(long index) {
        Map.Entry<Long, Long> gap = missing.floorEntry(index);
        if (gap == null || gap.getValue() < index) {
            duplicated(index);
            return;
        }
        missing.remove(gap.getKey());
        if (gap.getKey() < index) {
            missing.put(gap.getKey(), index - 1);
        }
        if (gap.getValue() > index) {
            missing.put(index + 1, gap.getValue());
        }
        outOfOrder(index);
    }

    private void duplicated(long index) {
        findings.add(Finding.at(Finding.Code.EVENT_DUPLICATED, index, "it comes more than once"));
    }

    private void outOfOrder(long index) {
        findings.add(Finding.at(Finding.Code.EVENT_OUT_OF_ORDER, index, "it is not at its place"));
    }

    /** All before it did not come. */
    private void skipTo(long index) {
        while (next < index) {
            long last = Math.min(ranges[2 * range + 1], index - 1);
            Long earlyOne = early.ceiling(next);
            if (earlyOne != null && earlyOne <= last) {
                last = earlyOne - 1;
            }
            missing.put(next, last);
            advance(last);
        }
        advance(index);
    }

    /** This one is done with. */
    private void advance(long index) {
        next = index;
        do {
            if (next < ranges[2 * range + 1]) {
                next++;
            } else if (2 * ++range < ranges.length) {
                next = ranges[2 * range];
            } else {
                next = END;
            }
        } while (next != END && early.remove(next));
    }

    /** @param cut whether something follows the last line that is none */
    void end(boolean cut) {
        if (held != null) {
            skipTo(held);
        }
        missing.forEach((from, to) -> findings.add(
                Finding.over(Finding.Code.EVENT_MISSING, from, to, "selected and signed for, and not there")));
        if (next != END) {
            findings.add(
                    Finding.over(Finding.Code.BUNDLE_CUT_OFF, next, ranges[ranges.length - 1], "it ends before these"));
        } else if (cut) {
            findings.add(Finding.of(Finding.Code.BUNDLE_CUT_OFF, "its last line is not whole"));
        }
    }
}
