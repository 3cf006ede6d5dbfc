package io.postledger.command.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * States that one aggregate had, so that another one is a few events from the next before it. There are at most {@value #MOST},
 * however long the history is: where there would be more, every other goes, and from then on they are twice as far apart.
 *
 * @param every events from one to the next
 */
record Checkpoints(int every, List<Checkpoint> known) {
    private static final int FIRST_EVERY = 64;
    private static final int MOST = 256;

    static final Checkpoints NONE = new Checkpoints(FIRST_EVERY, List.of());

    /**
     * A state.
     *
     * @param version sequence number of the last event in it
     * @param latest the latest time among the events in it
     */
    record Checkpoint(long version, Instant latest, byte[] state) {}

    /** The last that meets the condition, which those before it meet as well. */
    Optional<Checkpoint> last(Predicate<Checkpoint> condition) {
        int low = 0;
        int high = known.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (condition.test(known.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(known.get(low - 1));
    }

    /** Whether the state at a version belongs here and is not. */
    boolean lacks(long version) {
        boolean isNext =
                known.isEmpty() || version > known.get(known.size() - 1).version();
        return isNext && (version + 1) % every == 0;
    }

    Checkpoints with(Checkpoint next) {
        List<Checkpoint> all = new ArrayList<>(known);
        all.add(next);
        if (all.size() <= MOST) {
            return new Checkpoints(every, List.copyOf(all));
        }
        int twice = every * 2;
        return new Checkpoints(
                twice,
                all.stream()
                        .filter(checkpoint -> (checkpoint.version() + 1) % twice == 0)
                        .toList());
    }

    int bytes() {
        return known.stream().mapToInt(checkpoint -> checkpoint.state().length).sum();
    }
}
