package io.postledger.api.post;

import io.postledger.api.StoredAs;

/** A scheduled post is a draft again. */
@StoredAs(name = "post.PostScheduleCancelled")
public record PostScheduleCancelled(String postId, int scheduleNumber) implements PostEvent {}
