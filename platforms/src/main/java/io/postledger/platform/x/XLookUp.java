package io.postledger.platform.x;

import io.postledger.platform.Codes;
import io.postledger.platform.Credentials;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.PlatformException;
import io.postledger.platform.RemoteAccountRef;
import io.postledger.platform.rules.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds a post by what it says, among the account's posts since the attempt began. X refuses the same text twice from one
 * account, so within the window a match is the post.
 */
final class XLookUp {

    private static final String OPERATION = "x.users.tweets";
    private static final int PAGES = 10;

    /** X's clock and ours may differ, and it tells times in whole seconds. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);

    private final XSettings settings;
    private final XClient client;

    XLookUp(XSettings settings, XClient client) {
        this.settings = settings;
        this.client = client;
    }

    LookUp find(Credentials credentials, RemoteAccountRef account, Content content, Instant notBefore) {
        XFingerprint wanted = XFingerprint.ofWritten(content.text());
        Map<String, String> query = new LinkedHashMap<>();
        query.put("max_results", "100");
        query.put(
                "start_time",
                DateTimeFormatter.ISO_INSTANT.format(
                        notBefore.minus(CLOCKS_DIFFER_BY).truncatedTo(ChronoUnit.SECONDS)));
        query.put("tweet.fields", "created_at,entities,text");
        Found found = null;
        boolean unsure = false;
        for (int page = 1; ; page++) {
            Reply reply = client.get(
                    OPERATION, "/2/users/" + account.externalId() + "/tweets", query, credentials.accessToken());
            if (reply.status() != 200 || !isListing(reply.json())) {
                return undecided(reply);
            }
            for (JsonNode tweet : reply.json().path("data")) {
                Optional<Boolean> same = wanted.matches(shown(tweet));
                unsure |= same.isEmpty();
                if (same.orElse(false)) {
                    // Newest first, so the last match is the earliest post.
                    String id = tweet.path("id").stringValue();
                    found = new Found(id, settings.post(id), reply.exchange());
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
                ? inconclusive("a post has the same words, and X does not say where its links lead", last)
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

    private static XFingerprint shown(JsonNode tweet) {
        Map<String, String> expanded = new HashMap<>();
        for (JsonNode url : tweet.path("entities").path("urls")) {
            expanded.put(url.path("url").asString(""), url.path("expanded_url").asString(""));
        }
        return XFingerprint.ofShown(tweet.path("text").stringValue(), expanded);
    }

    private static Undecided undecided(Reply reply) {
        PlatformException why = XFailures.of(reply);
        return new Undecided(why.code(), reply.reason(), why.retryAt().orElse(null), reply.exchange());
    }

    private static Undecided inconclusive(String why, Reply reply) {
        return new Undecided(Codes.INCONCLUSIVE, why, null, reply.exchange());
    }
}
