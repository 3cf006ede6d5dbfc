package io.postledger.api.media;

import io.postledger.api.StoredAs;
import io.postledger.api.workspace.RetentionRule;

/**
 * The workspace's rules of retention have the bytes of a picture or video deleted; what it was stays in the log.
 *
 * @param rule by which it was due
 * @param days that the rule then said
 */
@StoredAs(name = "media.MediaPurged")
public record MediaPurged(String mediaId, String workspaceId, RetentionRule rule, int days) implements MediaEvent {}
