package io.postledger.platform.pinterest;

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
import io.postledger.platform.rules.Content;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds a pin on its board by what it says. Pinterest does not say in which order it lists, and people move pins about, so it is
 * absent only when the whole board has been read.
 */
final class PinterestLookUp {

    private static final String OPERATION = "pinterest.boards.list_pins";
    private static final int PAGE = 250;

    /** 10,000 pins. */
    private static final int PAGES = 40;

    /** Pinterest's clock and ours may differ, and it tells times in whole seconds. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);

    private final NetworkSettings settings;
    private final Api api;

    PinterestLookUp(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    LookUp find(Submission submission, Prepared prepared, Attempt attempt) {
        Pin wanted = new Pin(submission, prepared);
        Instant since = attempt.firstSentAt().minus(CLOCKS_DIFFER_BY);
        String path = path(submission.content());
        Map<String, String> query = new LinkedHashMap<>();
        query.put("page_size", Integer.toString(PAGE));
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
            JsonNode first = null;
            for (JsonNode pin : reply.json().path("items")) {
                if (!createdAt(pin).orElseThrow().isBefore(since)) {
                    Optional<Boolean> same = wanted.isThe(pin);
                    unsure |= same.isEmpty();
                    first = same.orElse(false) ? earlier(first, pin) : first;
                }
            }
            if (first != null) {
                String id = first.path("id").stringValue();
                return new Found(id, PinterestPages.pin(settings, id), reply.exchange());
            }
            String bookmark = reply.json().path("bookmark").asString("");
            if (bookmark.isEmpty()) {
                return unsure
                        ? inconclusive("a pin may be this one, and cannot be told from another", reply)
                        : new Absent(reply.exchange());
            }
            if (page == PAGES) {
                return inconclusive("more pins on the board than are looked through", reply);
            }
            query.put("bookmark", bookmark);
        }
    }

    private static String path(Content content) {
        String board = "/v5/boards/"
                + Api.encode(content.option(PinterestContentRules.BOARD).orElse(""));
        return content.option(PinterestContentRules.SECTION)
                .map(section -> board + "/sections/" + Api.encode(section) + "/pins")
                .orElse(board + "/pins");
    }

    private static JsonNode earlier(JsonNode oneOrNull, JsonNode other) {
        return oneOrNull == null
                        || createdAt(other)
                                .orElseThrow()
                                .isBefore(createdAt(oneOrNull).orElseThrow())
                ? other
                : oneOrNull;
    }

    /** An answer 200 that is not a listing must not read as "absent". */
    private static boolean isListing(JsonNode json) {
        if (!json.path("items").isArray()) {
            return false;
        }
        for (JsonNode pin : json.path("items")) {
            if (!pin.path("id").isString() || createdAt(pin).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** {@code 2022-10-13T01:40:29}, in UTC, with or without saying so. */
    private static Optional<Instant> createdAt(JsonNode pin) {
        String text = pin.path("created_at").asString("");
        try {
            return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException withZone) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException unreadable) {
                return Optional.empty();
            }
        }
    }

    private static Undecided inconclusive(String why, Reply reply) {
        return new Undecided(Codes.INCONCLUSIVE, why, null, reply.exchange());
    }
}
