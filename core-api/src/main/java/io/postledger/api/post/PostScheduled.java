package io.postledger.api.post;

import io.postledger.api.StoredAs;
import java.time.Instant;
import java.time.LocalDateTime;

/** A post is to go out at {@code dueAt} (UTC), which is {@code localTime} in {@code timeZone}. {@code scheduleNumber} counts from 1 over the post's life, moves included. */
@StoredAs(name = "post.PostScheduled")
public record PostScheduled(String postId, int scheduleNumber, LocalDateTime localTime, String timeZone, Instant dueAt)
        implements PostEvent {}
