package io.postledger.command.metrics;

import java.util.Collection;
import java.util.Map;

/** The publications of a workspace, for decisions about metrics. */
@FunctionalInterface
public interface KnownPublications {
    /** Those of the given publications that are of this account of this workspace, by id. */
    Map<String, KnownPublication> find(String workspaceId, String accountId, Collection<String> publicationIds);
}
