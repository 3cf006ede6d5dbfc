package io.postledger.api.post;

import io.postledger.api.StoredAs;
import java.util.List;

/** No publication of the post went out. */
@StoredAs(name = "post.PostPublishingFailed")
public record PostPublishingFailed(String postId, List<FailedPublication> failed) implements PostEvent {}
