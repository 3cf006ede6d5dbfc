package io.postledger.messaging;

import io.postledger.api.workspace.Role;
import java.util.Optional;

/** Who is what in which workspace, as the side that handles a message knows it. */
public interface Membership {
    /** The role of a user in a workspace; empty where the user is no member or the workspace is unknown. */
    Optional<Role> roleOf(String workspaceId, String userId);
}
