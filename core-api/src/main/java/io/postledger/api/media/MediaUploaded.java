package io.postledger.api.media;

import io.postledger.api.StoredAs;
import org.jspecify.annotations.Nullable;

/** A picture or video was uploaded; its bytes are in the {@link MediaVault}. Fields as in {@link Attachment}. */
@StoredAs(name = "media.MediaUploaded")
public record MediaUploaded(
        String mediaId,
        String workspaceId,
        String contentType,
        long bytes,
        String sha256,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long durationMillis)
        implements MediaEvent {
    public MediaFacts facts() {
        return new MediaFacts(contentType, bytes, sha256, width, height, durationMillis);
    }
}
