package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/**
 * Which workspace a thing is of, told by the first event of its own; answers {@link WorkspaceOf}.
 *
 * @param id of anything that has events: a post, an account, a workspace; another text is nobody's
 */
@Requires(Permission.OPERATE)
public record FindWorkspaceOf(String id) {}
