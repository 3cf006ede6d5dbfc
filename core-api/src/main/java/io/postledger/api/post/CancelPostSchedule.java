package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes a scheduled post back to draft. Rejected: POST_NOT_FOUND, POST_NOT_SCHEDULED, POST_ALREADY_SENDING. */
@Requires(Permission.WRITE_CONTENT)
public record CancelPostSchedule(@TargetAggregateIdentifier PostId postId) implements PostCommand {}
