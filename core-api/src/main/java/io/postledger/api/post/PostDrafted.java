package io.postledger.api.post;

import io.postledger.api.StoredAs;
import io.postledger.api.media.Attachment;
import io.postledger.api.privacy.PersonalData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post was drafted: content version 1. */
@StoredAs(name = "post.PostDrafted", revision = 2)
public record PostDrafted(
        String postId,
        String workspaceId,
        @PersonalData String text,
        List<PostTarget> targets,
        @Nullable List<Attachment> media)
        implements PostEvent {
    /** Events of revision 1 have no media. */
    public PostDrafted {
        media = media == null ? List.of() : List.copyOf(media);
    }
}
