package io.postledger.api.post;

import io.postledger.api.StoredAs;
import java.util.List;

/** A post has a new content version; {@code contentVersion} counts from 1. */
@StoredAs(name = "post.PostEdited")
public record PostEdited(String postId, int contentVersion, String text, List<PostTarget> targets)
        implements PostEvent {}
