package io.postledger.api.media;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Takes the next step that the workspace's rules of retention ask for: first out of the library, so that no post can come to
 * have it; then, after the grace, the bytes. Rejected: MEDIA_NOT_FOUND, RETENTION_NOT_DUE, LEGAL_HOLD (on the workspace),
 * SERVICE_UNAVAILABLE while it is not known for certain which posts have it.
 */
@Requires(Permission.SYSTEM)
public record ExpireMedia(@TargetAggregateIdentifier MediaId mediaId) implements MediaCommand {}
