package io.postledger.api.media;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes a picture or video out of the library, so that nothing new can be written with it. Posts that have it keep it, and its bytes stay, since history shows them. Rejected: MEDIA_NOT_FOUND. */
@Requires(Permission.WRITE_CONTENT)
public record DeleteMedia(@TargetAggregateIdentifier MediaId mediaId) implements MediaCommand {}
