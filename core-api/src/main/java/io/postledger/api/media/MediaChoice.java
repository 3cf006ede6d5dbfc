package io.postledger.api.media;

import org.jspecify.annotations.Nullable;

/**
 * A picture or video for a post.
 *
 * @param altText what it shows, for those who cannot see it; up to 5,000 characters, networks take fewer
 */
public record MediaChoice(MediaId mediaId, @Nullable String altText) {
    public MediaChoice(MediaId mediaId) {
        this(mediaId, null);
    }
}
