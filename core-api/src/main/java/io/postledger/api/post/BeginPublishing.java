package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes the decision that a due post goes out: from here on it can no longer be edited or cancelled. Rejected: SCHEDULE_SUPERSEDED when that schedule was moved, cancelled or deleted meanwhile. */
@Requires(Permission.SYSTEM)
public record BeginPublishing(@TargetAggregateIdentifier PostId postId, int scheduleNumber) implements PostCommand {}
