package io.postledger.command.media;

import io.postledger.api.workspace.RetentionRule;

/** Whether a workspace's rules of retention ask for a picture or video to be deleted now. */
public interface MediaRetention {
    /** @param days that the rule says at present */
    record Due(RetentionRule rule, int days) {}

    /** Rejected: RETENTION_NOT_DUE, LEGAL_HOLD, SERVICE_UNAVAILABLE. */
    Due requireDue(String workspaceId, String mediaId);
}
