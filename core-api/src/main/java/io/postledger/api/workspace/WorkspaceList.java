package io.postledger.api.workspace;

import java.util.List;

/** Workspaces, by name. */
public record WorkspaceList(List<WorkspaceView> items) {}
