package io.postledger.api.post;

import io.postledger.api.StoredAs;

/** Every publication of the post went out. */
@StoredAs(name = "post.PostPublished")
public record PostPublished(String postId) implements PostEvent {}
