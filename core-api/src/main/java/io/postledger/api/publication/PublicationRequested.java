package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.api.privacy.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The delivery of a post to one account was asked for. */
@StoredAs(name = "publication.PublicationRequested", revision = 2)
public record PublicationRequested(
        String publicationId,
        String workspaceId,
        String postId,
        String accountId,
        Platform platform,
        int contentVersion,
        @PersonalData String text,
        @Nullable List<Attachment> media,
        @PersonalData @Nullable Map<String, String> options,
        Instant dueAt)
        implements PublicationEvent {
    /** Events of revision 1 have neither media nor options. */
    public PublicationRequested {
        media = media == null ? List.of() : List.copyOf(media);
        options = options == null ? Map.of() : Map.copyOf(options);
    }
}
