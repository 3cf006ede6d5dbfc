package io.postledger.api.workspace;

import io.postledger.api.StoredAs;
import io.postledger.api.privacy.PersonalData;

/** A workspace was created; {@code createdBy} is a user id. */
@StoredAs(name = "workspace.WorkspaceCreated")
public record WorkspaceCreated(
        String workspaceId, @PersonalData String name, String timeZone, String createdBy) implements WorkspaceEvent {}
