package io.postledger.api.post;

import io.postledger.api.StoredAs;
import java.util.List;

/** Some publications of the post went out, these did not. */
@StoredAs(name = "post.PostPartlyPublished")
public record PostPartlyPublished(String postId, List<FailedPublication> failed) implements PostEvent {}
