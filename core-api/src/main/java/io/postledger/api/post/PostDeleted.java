package io.postledger.api.post;

import io.postledger.api.StoredAs;

/** The post was deleted; its history stays. */
@StoredAs(name = "post.PostDeleted")
public record PostDeleted(String postId) implements PostEvent {}
