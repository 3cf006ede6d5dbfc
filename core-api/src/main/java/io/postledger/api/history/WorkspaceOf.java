package io.postledger.api.history;

import org.jspecify.annotations.Nullable;

/** The workspace that a thing is of; null where there is no such thing, it is of none, or its first event cannot be read. */
public record WorkspaceOf(@Nullable String workspaceId) {}
