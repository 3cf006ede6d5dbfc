package io.postledger.embedded.networks.x;

import java.util.Set;

/** What X makes of a file, by its type. */
enum XMediaCategory {
    IMAGE("tweet_image", "3_", false, 5L << 20, Set.of("image/jpeg", "image/png", "image/webp")),
    GIF("tweet_gif", "16_", true, 15L << 20, Set.of("image/gif")),
    VIDEO("tweet_video", "7_", true, 8L << 30, Set.of("video/mp4", "video/quicktime"));

    final String wireName;
    final boolean isProcessed;
    final long maxBytes;
    private final String keyPrefix;
    private final Set<String> types;

    XMediaCategory(String wireName, String keyPrefix, boolean isProcessed, long maxBytes, Set<String> types) {
        this.wireName = wireName;
        this.keyPrefix = keyPrefix;
        this.isProcessed = isProcessed;
        this.maxBytes = maxBytes;
        this.types = types;
    }

    String key(String id) {
        return keyPrefix + id;
    }

    /** @return null when X takes no such thing */
    static XMediaCategory of(String contentType) {
        for (XMediaCategory category : values()) {
            if (category.types.contains(contentType)) {
                return category;
            }
        }
        return null;
    }
}
