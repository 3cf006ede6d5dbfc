package io.postledger.embedded.networks.youtube;

import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Audience;
import io.postledger.embedded.networks.shared.Post;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import tools.jackson.databind.node.ObjectNode;

/** A video as YouTube gives it out. */
final class VideoJson {

    private final Site site;
    private final Accounts accounts;

    VideoJson(Site site, Accounts accounts) {
        this.site = site;
        this.accounts = accounts;
    }

    ObjectNode json(Post post, Collection<String> parts) {
        ObjectNode json = Json.object()
                .put("kind", "youtube#video")
                .put("etag", post.id())
                .put("id", post.id());
        if (parts.contains("snippet")) {
            json.set("snippet", VideoMetadata.snippet(post.fields(), post.accountId(), time(post)));
        }
        if (parts.contains("status")) {
            ObjectNode status = json.putObject("status")
                    .put("uploadStatus", "uploaded")
                    .put(VideoMetadata.PRIVACY, post.fields().get(VideoMetadata.PRIVACY));
            if (post.fields().containsKey(VideoMetadata.FOR_KIDS)) {
                status.put(
                        VideoMetadata.FOR_KIDS,
                        Boolean.parseBoolean(post.fields().get(VideoMetadata.FOR_KIDS)));
            }
        }
        if (parts.contains("statistics")) {
            json.set("statistics", statistics(post));
        }
        return json;
    }

    /** Counts are texts. */
    ObjectNode statistics(Post post) {
        Account author = accounts.require(post.accountId());
        Audience audience = new Audience(post, author, site.now());
        return Json.object()
                .put("viewCount", Long.toString(audience.impressions()))
                .put("likeCount", Long.toString(audience.share(0.02, 0.03)))
                .put("favoriteCount", "0")
                .put("commentCount", Long.toString(audience.share(0.001, 0.004)));
    }

    static String time(Post post) {
        return post.createdAt().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
