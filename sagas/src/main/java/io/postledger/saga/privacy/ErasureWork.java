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
 * @param purged so far
 */
record ErasureWork(
        String erasureId,
        String subject,
        List<String> workspaces,
        Stage stage,
        @Nullable Instant keyDestroyedAt,
        Map<String, Integer> generations,
        List<Purged> purged) {
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
        purged = List.copyOf(purged);
    }

    static ErasureWork first(String erasureId, String subject, List<String> workspaces) {
        return new ErasureWork(erasureId, subject, workspaces, Stage.FORGET, null, Map.of(), List.of());
    }

    ErasureWork forgotten(Instant destroyedAt, Stage next, List<Purged> more) {
        return new ErasureWork(erasureId, subject, workspaces, next, destroyedAt, generations, with(more));
    }

    ErasureWork rebuilding(Map<String, Integer> expected) {
        return new ErasureWork(erasureId, subject, workspaces, Stage.AWAIT_REBUILDS, keyDestroyedAt, expected, purged);
    }

    ErasureWork rebuilt(List<Purged> more) {
        return new ErasureWork(erasureId, subject, workspaces, Stage.CERTIFY, keyDestroyedAt, generations, with(more));
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
