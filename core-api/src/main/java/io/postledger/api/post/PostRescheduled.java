package io.postledger.api.post;

import io.postledger.api.StoredAs;
import java.time.Instant;
import java.time.LocalDateTime;

/** A scheduled post was moved; fields as in {@link PostScheduled}. */
@StoredAs(name = "post.PostRescheduled")
public record PostRescheduled(
        String postId, int scheduleNumber, LocalDateTime localTime, String timeZone, Instant dueAt)
        implements PostEvent {}
