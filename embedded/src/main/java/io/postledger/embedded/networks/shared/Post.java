package io.postledger.embedded.networks.shared;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One post.
 *
 * @param number which the id is made from
 * @param text as it was sent, white space at its ends removed
 * @param fields what only this network's posts have
 * @param visibleAt before then look-ups do not show it
 */
public record Post(
        long number,
        String id,
        String accountId,
        String text,
        List<MediaFile> media,
        Map<String, String> fields,
        Instant createdAt,
        Instant visibleAt) {

    public Post {
        media = List.copyOf(media);
        fields = Map.copyOf(fields);
    }
}
