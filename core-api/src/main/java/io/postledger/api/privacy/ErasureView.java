package io.postledger.api.privacy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an erasure stands.
 *
 * @param dueAt when it begins or began (UTC); null where none is asked for
 * @param held whether a legal hold stops it
 * @param certificate null until it is done
 */
public record ErasureView(
        String erasureId,
        String subject,
        State state,
        @Nullable Instant dueAt,
        boolean held,
        @Nullable Certificate certificate) {
    /** What an erasure goes through. */
    public enum State {
        NOT_REQUESTED,
        REQUESTED,
        BEGUN,
        CERTIFIED
    }

    /** Fields as in {@link ErasureCertified}; {@code certifiedAt} in UTC. */
    public record Certificate(
            Instant keyDestroyedAt, Instant certifiedAt, boolean oldMasterDestroyed, List<Purged> purged) {}
}
