package io.postledger.api.media;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes stored bytes into the workspace's media; what they are is read from the vault. The same bytes again change nothing. Rejected: MEDIA_NOT_FOUND (no such upload, or given up), ID_ALREADY_USED (for other bytes). */
@Requires(Permission.WRITE_CONTENT)
public record RegisterMedia(@TargetAggregateIdentifier MediaId mediaId, String uploadId) implements MediaCommand {}
