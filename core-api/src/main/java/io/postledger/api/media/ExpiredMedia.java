package io.postledger.api.media;

import java.util.List;

/** For which {@link ExpireMedia} is due; as many as asked for where more may follow. */
public record ExpiredMedia(List<Item> items) {
    public ExpiredMedia {
        items = List.copyOf(items);
    }

    /** One of them. */
    public record Item(String workspaceId, String mediaId) {}
}
