package io.postledger.api.privacy;

import io.postledger.api.StoredAs;
import java.util.List;

/**
 * The subject is erased from here on: it can no longer be cancelled. Whoever keeps something about it lets go of it.
 *
 * @param workspaces that a person is a member of; empty for a workspace
 */
@StoredAs(name = "privacy.ErasureBegun")
public record ErasureBegun(String erasureId, String subject, List<String> workspaces) implements PrivacyEvent {
    public ErasureBegun {
        workspaces = List.copyOf(workspaces);
    }
}
