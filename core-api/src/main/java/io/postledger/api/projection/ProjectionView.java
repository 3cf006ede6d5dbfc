package io.postledger.api.projection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a projection stands.
 *
 * @param generation the one that readers read; each rebuild makes the next
 * @param position in the log, of the segment that is furthest behind; -1 before the first event
 * @param lag positions to the end of the log; null where the log does not answer
 * @param error class of what it stands still at; null where it does not, or where the node that answers does not feed it
 * @param letters events that it has set aside; null where its store does not answer
 * @param letterCause of the newest of them that failed; null where there is none
 * @param targets its collections and tables
 * @param rebuild the generation that is being built; null where none is
 * @param copies those that are kept as of a position, under a name, whole or on their way
 * @param old generations that are kept until their grace is over
 */
public record ProjectionView(
        String name,
        int generation,
        long position,
        @Nullable Long lag,
        @Nullable String error,
        @Nullable Integer letters,
        @Nullable String letterCause,
        List<Target> targets,
        @Nullable Rebuild rebuild,
        List<Copy> copies,
        List<Integer> old) {
    /**
     * One collection or table.
     *
     * @param size documents or rows; null where it was not asked for
     * @param hash SHA-256 of the content in canonical order; null where it was not asked for
     */
    public record Target(
            String name,
            String store,
            @Nullable Long size,
            @Nullable String hash) {}

    /**
     * A generation that is being built.
     *
     * @param state RUNNING, COMPARING (what is read stands still for it), PAUSED, FAILED, or DIFFERENT: a person must switch to it,
     *     resume or cancel it
     * @param startedAt UTC
     * @param events of the log gone over so far
     * @param position in the log, -1 before the first event
     * @param eventsASecond lately
     * @param etaSeconds until it has caught up, at that rate; null where that cannot be told
     * @param error class of what it failed at
     * @param letters events that it has set aside; null where its store does not answer
     * @param difference from what is read, as far as it was compared; null before that
     */
    public record Rebuild(
            int generation,
            String state,
            Instant startedAt,
            long events,
            long position,
            double eventsASecond,
            @Nullable Long etaSeconds,
            @Nullable String error,
            @Nullable Integer letters,
            @Nullable Difference difference) {}

    /**
     * How what was built differs from what is read.
     *
     * @param letters events that were set aside while it was built, and are in what is read
     * @param targets collections and tables with other content; only where comparing was asked for
     */
    public record Difference(int letters, List<TargetDifference> targets) {}

    /**
     * How a collection or table differs.
     *
     * @param keys of documents or rows that are in one only, or not the same in both
     * @param examples some of those keys
     */
    public record TargetDifference(String target, long keys, List<String> examples) {}

    /**
     * A copy as of a position.
     *
     * @param until position of the last event that it takes in
     * @param asOf instant that it was asked for by (UTC); null where it was a position
     * @param state RUNNING, PAUSED, FAILED, or DONE: it is whole
     * @param position reached in the log, -1 before the first event
     * @param error class of what it failed at
     * @param letters events that it has set aside; null where its store does not answer
     * @param targets its collections and tables, with size and hash where those were asked for and it is whole
     */
    public record Copy(
            String name,
            int generation,
            long until,
            @Nullable Instant asOf,
            String state,
            long position,
            @Nullable String error,
            @Nullable Integer letters,
            List<Target> targets) {}
}
