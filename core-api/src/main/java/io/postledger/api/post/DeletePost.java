package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Deletes a post that is not being sent and has not gone out; its history stays. Rejected: POST_NOT_FOUND, POST_ALREADY_SENDING, POST_NOT_EDITABLE. */
@Requires(Permission.WRITE_CONTENT)
public record DeletePost(@TargetAggregateIdentifier PostId postId) implements PostCommand {}
