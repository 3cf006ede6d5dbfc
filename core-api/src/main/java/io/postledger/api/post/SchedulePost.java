package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Schedules a draft, which must be such that each target's network would take it. The local time is in {@code schedule}'s zone. Rejected: everything that a network would refuse about content (the code of the first; the details name all of it), SCHEDULE_IN_PAST, SCHEDULE_TOO_FAR (over two years), TIME_ZONE_UNKNOWN, LOCAL_TIME_SKIPPED, LOCAL_TIME_AMBIGUOUS, POST_WITHOUT_TARGETS, ACCOUNT_NOT_CONNECTED, POST_NOT_FOUND, POST_ALREADY_SCHEDULED, POST_ALREADY_SENDING, POST_NOT_EDITABLE, POST_DELETED. */
@Requires(Permission.WRITE_CONTENT)
public record SchedulePost(@TargetAggregateIdentifier PostId postId, Schedule schedule) implements PostCommand {}
