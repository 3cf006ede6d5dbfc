package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Audience;
import io.postledger.embedded.networks.shared.Post;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** X's counters of a post. */
final class XPublicMetrics {

    private XPublicMetrics() {}

    static ObjectNode of(Post post, Account author, Instant now) {
        Audience audience = new Audience(post, author, now);
        return Json.object()
                .put("retweet_count", audience.share(0.002, 0.006))
                .put("reply_count", audience.share(0.001, 0.003))
                .put("like_count", audience.share(0.01, 0.03))
                .put("quote_count", audience.share(0, 0.001))
                .put("bookmark_count", audience.share(0, 0.004))
                .put("impression_count", audience.impressions());
    }
}
