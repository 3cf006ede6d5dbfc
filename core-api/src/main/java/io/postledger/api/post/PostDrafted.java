package io.postledger.api.post;

import io.postledger.api.StoredAs;
import java.util.List;

/** A post was drafted: content version 1. */
@StoredAs(name = "post.PostDrafted")
public record PostDrafted(String postId, String workspaceId, String text, List<PostTarget> targets)
        implements PostEvent {}
