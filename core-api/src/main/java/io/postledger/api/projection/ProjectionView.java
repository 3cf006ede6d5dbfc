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
 * @param error class of what it stands still at; null where it does not
 * @param letters events that it has set aside; null where its store does not answer
 * @param letterCause of the newest of them that failed; null where there is none
 * @param targets its collections and tables
 * @param rebuild the generation that is being built; null where none is
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
     * @param state RUNNING, PAUSED or FAILED
     * @param startedAt UTC
     * @param events of the log gone over so far
     * @param position in the log, -1 before the first event
     * @param eventsASecond lately
     * @param etaSeconds until it has caught up, at that rate; null where that cannot be told
     * @param error class of what it failed at
     * @param letters events that it has set aside; null where its store does not answer
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
            @Nullable Integer letters) {}
}
