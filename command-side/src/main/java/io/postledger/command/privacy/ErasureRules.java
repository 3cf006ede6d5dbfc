package io.postledger.command.privacy;

import io.postledger.api.privacy.RequestErasure;
import java.time.Instant;
import java.util.List;

/** What an erasure is decided by that is not its own. */
public interface ErasureRules {
    /**
     * Rejected unless the actor may have the subject erased, and with LAST_OWNER where that would leave a workspace without
     * an owner; as {@link RequestErasure}.
     *
     * @param actor {@code user:…}
     */
    void requireAllowed(String actor, String subject);

    /** Rejected with LAST_OWNER where a person is the last owner of a workspace. */
    void requireNoLastOwner(String subject);

    /** When an erasure that is asked for now begins (UTC). */
    Instant dueAt(Instant now);

    /** The workspaces that a person is a member of; none for a workspace. */
    List<String> workspacesOf(String subject);
}
