package io.postledger.projection;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which copies of its data each projection has: one that readers read, at most one that is being built to take its place, copies as
 * of a position that are kept under a name, and old ones that are dropped when their time has come. Kept in a store that all nodes
 * see.
 */
public interface Generations {
    /** How things stand with a projection; one that was never rebuilt has generation 1 and nothing else. */
    State of(String projection);

    /** {@link #of(String)} for several at once, by name. */
    Map<String, State> of(List<String> projections);

    /** Begins to build another generation; empty where one is being built for the same purpose: the same name, or none. */
    Optional<Build> begin(String projection, Plan plan, Instant now);

    /** Moves a build from one state to another; false where there is none in that state. @param change makes the new state */
    boolean change(String projection, int generation, BuildState from, UnaryOperator<Build> change);

    /** Gives a build or a named copy up; false where there is none. Its data is dropped at once. */
    boolean cancel(String projection, int generation, Instant now);

    /** Notes how far a build has come; false where nobody is to work on it any more, and whoever does must stop. */
    boolean progress(String projection, Build build);

    /** Makes the generation that is being built the one that is read; false where nobody is to work on it any more. */
    boolean show(String projection, int generation, Instant dropOldAt);

    /** A generation that is read no longer has been dropped. */
    void dropped(String projection, int generation);

    /**
     * Copies of one projection.
     *
     * @param live the generation that readers read
     * @param build the one that is to take its place
     * @param copies those that are kept under a name, whole or on their way
     */
    record State(String projection, int live, @Nullable Build build, List<Build> copies, List<Old> old) {
        /** All that are being built or have been under a name. */
        public List<Build> builds() {
            return Stream.concat(Stream.ofNullable(build), copies.stream()).toList();
        }

        /** Generations that are not about to be dropped. */
        public List<Integer> kept() {
            return Stream.concat(Stream.of(live), builds().stream().map(Build::generation))
                    .toList();
        }

        /** The copy of this name. */
        public Optional<Build> copy(String name) {
            return copies.stream()
                    .filter(copy -> name.equals(copy.plan().copy()))
                    .findFirst();
        }

        /** The copy of this name. Rejected: COPY_NOT_FOUND. */
        Build requireCopy(String name) {
            return copy(name)
                    .orElseThrow(() -> new RejectedException(
                            RejectionCode.COPY_NOT_FOUND,
                            "There is no copy of this name",
                            Map.of("projection", projection)));
        }
    }

    /** What becomes of a build. */
    enum BuildState {
        RUNNING,
        /** What is read stands still on every node, to be compared with what was built. */
        COMPARING,
        PAUSED,
        /** What was built is not what is read; a person decides. */
        DIFFERENT,
        FAILED,
        /** A named copy that is whole. */
        DONE;

        /** Whether somebody should work on it. */
        public boolean isAtWork() {
            return this == RUNNING || this == COMPARING;
        }
    }

    /**
     * What a generation is built for.
     *
     * @param compare whether it is compared with what is read before it takes its place
     * @param copy name of the copy that it becomes; null where it takes the place of what is read
     * @param until position of the last event of a copy
     * @param asOf instant that a copy was asked for by (UTC)
     */
    record Plan(
            boolean compare,
            @Nullable String copy,
            @Nullable Long until,
            @Nullable Instant asOf) {
        public static final Plan REBUILD = new Plan(false, null, null, null);
    }

    /**
     * How what was built differs from what is read.
     *
     * @param letters events that it has set aside and that are in what is read
     * @param targets collections and tables with other content
     */
    record Difference(int letters, List<TargetDifference> targets) {
        boolean isNone() {
            return letters == 0 && targets.isEmpty();
        }
    }

    /**
     * How a collection or table differs.
     *
     * @param keys of documents or rows that are in one only, or not the same in both
     * @param examples some of those keys
     */
    record TargetDifference(String target, long keys, List<String> examples) {}

    /**
     * A generation that is being built, or was under a name.
     *
     * @param startedAt UTC
     * @param events taken in so far
     * @param position in the log, -1 before the first event
     * @param rate events a second, lately
     * @param error what it failed at; the kind only
     * @param accepted whether a person has decided that it is to be read, different or not
     * @param difference what a comparison came to
     */
    record Build(
            int generation,
            Plan plan,
            BuildState state,
            Instant startedAt,
            long events,
            long position,
            double rate,
            @Nullable String error,
            boolean accepted,
            @Nullable Difference difference) {
        Build in(BuildState newState) {
            return new Build(generation, plan, newState, startedAt, events, position, rate, null, accepted, difference);
        }

        public Build progressed(long nowEvents, long nowPosition, double nowRate) {
            return new Build(
                    generation, plan, state, startedAt, nowEvents, nowPosition, nowRate, null, accepted, difference);
        }

        Build failed(String kind) {
            return new Build(
                    generation, plan, BuildState.FAILED, startedAt, events, position, rate, kind, accepted, difference);
        }

        Build different(Difference found) {
            return new Build(
                    generation, plan, BuildState.DIFFERENT, startedAt, events, position, rate, null, accepted, found);
        }

        Build accept() {
            return new Build(
                    generation, plan, BuildState.RUNNING, startedAt, events, position, rate, null, true, difference);
        }
    }

    /** A generation that nobody reads any more. @param dropAt UTC */
    record Old(int generation, Instant dropAt) {}
}
