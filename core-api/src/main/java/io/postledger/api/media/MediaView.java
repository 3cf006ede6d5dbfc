package io.postledger.api.media;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A picture or video as it stands; what it is as in {@link Attachment}.
 *
 * @param deleted whether it was taken out of the library
 * @param purgedAt when its bytes were deleted by the workspace's rules of retention (UTC); null while they are there
 * @param version its version that this view shows; also its ETag
 */
public record MediaView(
        String mediaId,
        String contentType,
        long bytes,
        String sha256,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long durationMillis,
        String uploadedBy,
        Instant uploadedAt,
        boolean deleted,
        @Nullable Instant purgedAt,
        long version) {}
