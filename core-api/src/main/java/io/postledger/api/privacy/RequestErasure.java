package io.postledger.api.privacy;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for the erasure of a person, by themselves or by whoever owns every workspace that they are in, or of a workspace by
 * an owner. It begins after the installation's time of grace. Asked for again it answers as the first time. Rejected:
 * USER_NOT_FOUND, WORKSPACE_NOT_FOUND, LAST_OWNER (of a workspace: name another, or erase the workspace).
 *
 * @param subject {@code user_…} or {@code ws_…}
 */
@Requires(Permission.ANY_USER)
public record RequestErasure(@TargetAggregateIdentifier ErasureId erasureId, String subject) implements PrivacyCommand {
    public RequestErasure(String subject) {
        this(ErasureId.of(subject), subject);
    }
}
