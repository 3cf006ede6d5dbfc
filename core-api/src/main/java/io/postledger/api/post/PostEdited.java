package io.postledger.api.post;

import io.postledger.api.StoredAs;
import io.postledger.api.media.Attachment;
import io.postledger.api.privacy.PersonalData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post has a new content version; {@code contentVersion} counts from 1. */
@StoredAs(name = "post.PostEdited", revision = 2)
public record PostEdited(
        String postId,
        int contentVersion,
        @PersonalData String text,
        List<PostTarget> targets,
        @Nullable List<Attachment> media)
        implements PostEvent {
    /** Events of revision 1 have no media. */
    public PostEdited {
        media = media == null ? List.of() : List.copyOf(media);
    }
}
