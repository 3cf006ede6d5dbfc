package io.postledger.api.media;

import io.postledger.api.privacy.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * A picture or a video as it hangs on a post. What it is was read from its bytes when they were uploaded, and stands here
 * again, so that a decision about a post needs nothing else.
 *
 * @param contentType media type, such as {@code image/jpeg} or {@code video/mp4}; told by the bytes, not by the uploader
 * @param bytes how many
 * @param sha256 of the bytes, lower-case hexadecimal
 * @param width in pixels, as shown (after rotation); null where the bytes do not tell
 * @param height in pixels, as shown; null where the bytes do not tell
 * @param durationMillis of a video; null for a picture
 * @param altText what it shows, for those who cannot see it
 */
public record Attachment(
        String mediaId,
        String contentType,
        long bytes,
        String sha256,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long durationMillis,
        @PersonalData @Nullable String altText) {
    public MediaFacts facts() {
        return new MediaFacts(contentType, bytes, sha256, width, height, durationMillis);
    }
}
