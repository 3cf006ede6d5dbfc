package io.postledger.api.post;

import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.api.publication.PublicationState;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A post as it stands.
 *
 * @param media in the order in which they are shown
 * @param contentVersion counts from 1
 * @param localTime when it goes out, in {@code timeZone}; null where it has no schedule
 * @param dueAt the same in UTC
 * @param version the post's version that this view shows; also its ETag
 */
public record PostView(
        String postId,
        PostState state,
        String text,
        List<Attachment> media,
        int contentVersion,
        @Nullable LocalDateTime localTime,
        @Nullable String timeZone,
        @Nullable Instant dueAt,
        List<TargetView> targets,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /**
     * One account that the post is meant for.
     *
     * @param options as in {@link PostTarget}
     * @param publicationId null until publishing begins
     * @param uri where the post can be seen on the network; null until it is published
     * @param reason why it was not published or is held, a stable or the network's own code
     */
    public record TargetView(
            String accountId,
            Platform platform,
            Map<String, String> options,
            @Nullable String publicationId,
            @Nullable PublicationState state,
            int attempts,
            @Nullable String externalId,
            @Nullable String uri,
            @Nullable Instant publishedAt,
            @Nullable String reason) {}
}
