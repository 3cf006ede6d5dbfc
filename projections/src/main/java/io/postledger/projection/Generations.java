package io.postledger.projection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which copies of its data each projection has: one that readers read, at most one that is being built beside it, and old ones
 * that are dropped when their time has come. Kept in a store that all nodes see.
 */
public interface Generations {
    /** How things stand with a projection; one that was never rebuilt has generation 1 and nothing else. */
    State of(String projection);

    /** {@link #of(String)} for several at once, by name. */
    Map<String, State> of(List<String> projections);

    /** Begins to build another generation; empty where one is being built. */
    Optional<Build> begin(String projection, Instant now);

    /** Moves the build from one state to another; false where there is none in that state. */
    boolean change(String projection, BuildState from, BuildState to, @Nullable String error);

    /** Gives the build up; false where there is none. Its data is dropped at once. */
    boolean cancel(String projection, Instant now);

    /** Notes how far the build has come; false where it no longer runs, and whoever works on it must stop. */
    boolean progress(String projection, Build build);

    /** Makes the running build of this generation the one that is read; false where there is none such any more. */
    boolean show(String projection, int generation, Instant dropOldAt);

    /** A generation that is read no longer has been dropped. */
    void dropped(String projection, int generation);

    /**
     * Copies of one projection.
     *
     * @param live the generation that readers read
     */
    record State(String projection, int live, @Nullable Build build, List<Old> old) {
        /** Generations that are not about to be dropped. */
        List<Integer> kept() {
            return build == null ? List.of(live) : List.of(live, build.generation());
        }
    }

    /** What becomes of a build. */
    enum BuildState {
        RUNNING,
        PAUSED,
        FAILED
    }

    /**
     * A generation that is being built.
     *
     * @param startedAt UTC
     * @param events taken in so far
     * @param position in the log, -1 before the first event
     * @param rate events a second, lately
     * @param error what it failed at; the kind only
     */
    record Build(
            int generation,
            BuildState state,
            Instant startedAt,
            long events,
            long position,
            double rate,
            @Nullable String error) {}

    /** A generation that nobody reads any more. @param dropAt UTC */
    record Old(int generation, Instant dropAt) {}
}
