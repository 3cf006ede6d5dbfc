package io.postledger.api.post;

import io.postledger.api.StoredAs;
import io.postledger.api.media.Attachment;
import io.postledger.api.privacy.PersonalData;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The post goes out now, as content version {@code contentVersion}; each target has a publication of its own. */
@StoredAs(name = "post.PostPublishingBegun", revision = 2)
public record PostPublishingBegun(
        String postId,
        String workspaceId,
        int scheduleNumber,
        int contentVersion,
        @PersonalData String text,
        @Nullable List<Attachment> media,
        Instant dueAt,
        List<PlannedPublication> publications)
        implements PostEvent {
    /** Events of revision 1 have no media. */
    public PostPublishingBegun {
        media = media == null ? List.of() : List.copyOf(media);
    }
}
