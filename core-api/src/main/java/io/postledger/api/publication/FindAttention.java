package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/** Everything in the workspace that is late, held, unclear or waits for a person; answers {@link AttentionList}. */
@Requires(Permission.READ)
public record FindAttention() {}
