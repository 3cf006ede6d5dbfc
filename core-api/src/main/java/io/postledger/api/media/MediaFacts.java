package io.postledger.api.media;

import org.jspecify.annotations.Nullable;

/**
 * What a stored picture or video is, as its bytes tell; fields as in {@link Attachment}.
 *
 * @param sha256 of the bytes, lower-case hexadecimal
 */
public record MediaFacts(
        String contentType,
        long bytes,
        String sha256,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long durationMillis) {
    /** As it hangs on a post. */
    public Attachment attachedAs(String mediaId, @Nullable String altText) {
        return new Attachment(mediaId, contentType, bytes, sha256, width, height, durationMillis, altText);
    }
}
