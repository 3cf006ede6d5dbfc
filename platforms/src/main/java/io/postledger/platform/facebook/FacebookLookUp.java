package io.postledger.platform.facebook;

import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.graph.GraphApi;
import io.postledger.platform.graph.GraphList;
import io.postledger.platform.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds a post of text or photos among what the Page published since the attempt began. Facebook refuses the same text twice
 * in a row, and photos have ids of their own, so within the window a match is the post.
 */
final class FacebookLookUp {

    private static final String OPERATION = "facebook.posts.list";
    private static final int PAGES = 10;

    /** Facebook's clock and ours may differ, and it tells times in whole seconds. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);

    private final GraphApi api;
    private final FacebookPlaces places;

    FacebookLookUp(GraphApi api, FacebookPlaces places) {
        this.api = api;
        this.places = places;
    }

    LookUp find(Submission submission, Prepared prepared, Attempt attempt) {
        FacebookFingerprint wanted = FacebookFingerprint.of(submission.content(), prepared);
        Instant since = attempt.firstSentAt().minus(CLOCKS_DIFFER_BY);
        Map<String, String> query = new LinkedHashMap<>();
        query.put("fields", FacebookFingerprint.FIELDS);
        query.put("since", String.valueOf(since.getEpochSecond()));
        query.put("limit", "100");
        Found found = null;
        boolean alike = false;
        for (int page = 1; ; page++) {
            Reply reply = api.get(
                    OPERATION,
                    "/" + submission.account().externalId() + "/posts",
                    query,
                    submission.credentials().accessToken());
            if (!reply.isDone() || !isListing(reply.json())) {
                return reply.undecided();
            }
            for (JsonNode post : reply.json().path("data")) {
                if (GraphList.time(post.path("created_time")).orElseThrow().isBefore(since)) {
                    continue;
                }
                switch (wanted.match(post)) {
                    // Newest first, so the last match is the earliest post.
                    case SAME -> found = found(post, reply);
                    case ALIKE -> alike = true;
                    case OTHER -> {}
                }
            }
            Optional<String> next = GraphList.next(reply.json());
            if (next.isEmpty()) {
                return decided(found, alike, reply);
            }
            if (page == PAGES) {
                return found != null ? found : inconclusive("more posts since then than are looked through", reply);
            }
            query.put("after", next.get());
        }
    }

    private Found found(JsonNode post, Reply reply) {
        String id = post.path("id").stringValue();
        return new Found(id, places.post(id), reply.exchange());
    }

    private static LookUp decided(Found found, boolean alike, Reply last) {
        if (found != null) {
            return found;
        }
        return alike
                ? inconclusive("a post looks the same, and it cannot be told whether it is this one", last)
                : new Absent(last.exchange());
    }

    /** An answer 200 that is not a listing must not read as "absent". */
    private static boolean isListing(JsonNode json) {
        if (!json.path("data").isArray()) {
            return false;
        }
        for (JsonNode post : json.path("data")) {
            if (!post.path("id").isString()
                    || GraphList.time(post.path("created_time")).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static Undecided inconclusive(String why, Reply reply) {
        return new Undecided(Codes.INCONCLUSIVE, why, null, reply.exchange());
    }
}
