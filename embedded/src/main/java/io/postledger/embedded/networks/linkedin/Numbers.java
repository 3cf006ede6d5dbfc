package io.postledger.embedded.networks.linkedin;

import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Audience;
import io.postledger.embedded.networks.shared.Post;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** LinkedIn's counters of a post, always drawn in the same order. */
record Numbers(long impressions, long likes, long praises, long comments, long shares) {

    static Numbers of(Post post, Account author, Instant now) {
        Audience audience = new Audience(post, author, now);
        return new Numbers(
                audience.impressions(),
                audience.share(0.01, 0.03),
                audience.share(0, 0.004),
                audience.share(0.001, 0.003),
                audience.share(0.0005, 0.002));
    }

    ObjectNode metadata(String urn) {
        ObjectNode json = Json.object().put("entity", urn).put("commentsState", "OPEN");
        ObjectNode reactions = json.putObject("reactionSummaries");
        reactions.putObject("LIKE").put("reactionType", "LIKE").put("count", likes);
        if (praises > 0) {
            reactions.putObject("PRAISE").put("reactionType", "PRAISE").put("count", praises);
        }
        json.putObject("commentSummary").put("count", comments).put("topLevelCount", comments);
        return json;
    }

    ObjectNode statistics(String urn, String page) {
        ObjectNode json = Json.object().put("share", urn).put("organizationalEntity", page);
        json.putObject("totalShareStatistics")
                .put("impressionCount", impressions)
                .put("uniqueImpressionsCount", impressions * 3 / 4)
                .put("clickCount", impressions / 50)
                .put("likeCount", likes + praises)
                .put("commentCount", comments)
                .put("shareCount", shares);
        return json;
    }
}
