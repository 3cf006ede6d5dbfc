package io.postledger.platform.x;

import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireRequest;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds a post by its media, or by what it says, among the account's posts since the attempt began. X refuses the same text
 * twice from one account, so within the window a match is the post.
 */
final class XLookUp {

    private static final String OPERATION = "x.users.tweets";
    private static final int PAGES = 10;

    /** X's clock and ours may differ, and it tells times in whole seconds. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);

    private final NetworkSettings settings;
    private final Api api;

    XLookUp(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    LookUp find(Submission submission, Prepared prepared, Attempt attempt) {
        XWanted wanted = XWanted.of(submission.content(), prepared);
        String path = "/2/users/" + submission.account().externalId() + "/tweets";
        Map<String, String> query = new LinkedHashMap<>();
        query.put("max_results", "100");
        query.put(
                "start_time",
                DateTimeFormatter.ISO_INSTANT.format(
                        attempt.firstSentAt().minus(CLOCKS_DIFFER_BY).truncatedTo(ChronoUnit.SECONDS)));
        query.put("tweet.fields", "attachments,created_at,entities,text");
        Found found = null;
        boolean unsure = false;
        for (int page = 1; ; page++) {
            Reply reply = api.send(
                    OPERATION,
                    WireRequest.get(
                            settings.api(path + "?" + Api.form(query)),
                            Api.bearer(submission.credentials().accessToken())));
            if (!reply.isDone() || !isListing(reply.json())) {
                return reply.undecided();
            }
            for (JsonNode tweet : reply.json().path("data")) {
                Optional<Boolean> same = wanted.matches(tweet);
                unsure |= same.isEmpty();
                if (same.orElse(false)) {
                    // Newest first, so the last match is the earliest post.
                    String id = tweet.path("id").stringValue();
                    found = new Found(id, XPages.post(settings, id), reply.exchange());
                }
            }
            JsonNode next = reply.json().path("meta").path("next_token");
            if (!next.isString()) {
                return decided(found, unsure, reply);
            }
            if (page == PAGES) {
                return found != null ? found : inconclusive("more posts since then than are looked through", reply);
            }
            query.put("pagination_token", next.stringValue());
        }
    }

    private static LookUp decided(Found found, boolean unsure, Reply last) {
        if (found != null) {
            return found;
        }
        return unsure
                ? inconclusive(
                        "a post has the same words, and X does not say where its links lead, or has other media", last)
                : new Absent(last.exchange());
    }

    /** An answer 200 that is not a listing must not read as "absent". */
    private static boolean isListing(JsonNode json) {
        if (!json.path("meta").path("result_count").isNumber()) {
            return false;
        }
        for (JsonNode tweet : json.path("data")) {
            if (!tweet.path("id").isString() || !tweet.path("text").isString()) {
                return false;
            }
        }
        return json.path("data").size()
                == json.path("meta").path("result_count").asInt();
    }

    private static Undecided inconclusive(String why, Reply reply) {
        return new Undecided(Codes.INCONCLUSIVE, why, null, reply.exchange());
    }
}
