package io.postledger.saga.privacy;

import io.postledger.api.privacy.Purged;
import io.postledger.privacy.PostgresSubjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an erasure is. Stored as a task's data: fields are added, never renamed.
 *
 * @param workspaces that a person was a member of
 * @param keyDestroyedAt null until it is
 * @param generations that projections must have, by name, before nothing of the subject is read; empty until they are asked
 *     for
 * @param copies of projections that were there when the key was gone: each is taken away and made again
 * @param purged so far
 */
record ErasureWork(
        String erasureId,
        String subject,
        List<String> workspaces,
        Stage stage,
        @Nullable Instant keyDestroyedAt,
        Map<String, Integer> generations,
        List<OldCopy> copies,
        List<Purged> purged) {
    /** A copy that may have what is erased. @param until position of the last event that it takes in */
    record OldCopy(String projection, String name, int generation, long until) {}

    /** Every node has forgotten the key by then. */
    private static final Duration KEY_KNOWN_FOR = PostgresSubjectKeys.KNOWN_FOR.plusSeconds(1);

    private static final Duration REBUILDING = Duration.ofSeconds(2);

    enum Stage {
        /** Take away what is kept readable, destroy the key. */
        FORGET,
        /** No node has the key any more: have what was made with it made again. */
        REBUILD,
        AWAIT_REBUILDS,
        CERTIFY
    }

    ErasureWork {
        workspaces = List.copyOf(workspaces);
        generations = Map.copyOf(generations);
        // One that was begun by a version which knew of no copies.
        copies = copies == null ? List.of() : List.copyOf(copies);
        purged = List.copyOf(purged);
    }

    static ErasureWork first(String erasureId, String subject, List<String> workspaces) {
        return new ErasureWork(erasureId, subject, workspaces, Stage.FORGET, null, Map.of(), List.of(), List.of());
    }

    ErasureWork forgotten(Instant destroyedAt, Stage next, List<Purged> more) {
        return new ErasureWork(erasureId, subject, workspaces, next, destroyedAt, generations, copies, with(more));
    }

    ErasureWork rebuilding(Map<String, Integer> expected, List<OldCopy> old) {
        return new ErasureWork(
                erasureId, subject, workspaces, Stage.AWAIT_REBUILDS, keyDestroyedAt, expected, old, purged);
    }

    ErasureWork rebuilt(List<Purged> more) {
        return new ErasureWork(
                erasureId, subject, workspaces, Stage.CERTIFY, keyDestroyedAt, generations, copies, with(more));
    }

    private List<Purged> with(List<Purged> more) {
        List<Purged> all = new ArrayList<>(purged);
        all.addAll(more);
        return all;
    }

    /** Before the next stage. */
    Duration pause() {
        return switch (stage) {
            case FORGET -> Duration.ZERO;
            case REBUILD -> KEY_KNOWN_FOR;
            case AWAIT_REBUILDS -> REBUILDING;
            case CERTIFY -> Duration.ZERO;
        };
    }
}
