package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Moves a scheduled post. The local time is in {@code schedule}'s zone. Rejected: SCHEDULE_IN_PAST, SCHEDULE_TOO_FAR (over two years), TIME_ZONE_UNKNOWN, LOCAL_TIME_SKIPPED, LOCAL_TIME_AMBIGUOUS, POST_WITHOUT_TARGETS, ACCOUNT_NOT_CONNECTED, POST_NOT_FOUND, POST_NOT_SCHEDULED, POST_ALREADY_SENDING. */
@Requires(Permission.WRITE_CONTENT)
public record ReschedulePost(@TargetAggregateIdentifier PostId postId, Schedule schedule) implements PostCommand {}
