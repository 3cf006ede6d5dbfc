package io.postledger.platform.instagram;

import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Refused;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.graph.GraphApi;
import io.postledger.platform.graph.GraphError;
import io.postledger.platform.graph.GraphList;
import io.postledger.platform.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Asks the container whether it was published, and then the account's media for the id. A container is published once at
 * most, so what it says is about this post and no other.
 */
final class InstagramLookUp {

    private static final String LIST = "instagram.media.list";
    private static final int PAGES = 10;

    /** Instagram's clock and ours may differ, and it tells times in whole seconds. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);

    /** How long the list of media may lag behind the container. */
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(10);

    private final GraphApi api;

    InstagramLookUp(GraphApi api) {
        this.api = api;
    }

    LookUp find(Submission submission, Prepared prepared, Attempt attempt) {
        String id = InstagramContainers.whole(prepared);
        if (id.isEmpty()) {
            return listed(submission, attempt, InstagramContainer.State.UNREADABLE, "");
        }
        Reply reply = api.get(
                InstagramContainer.STATUS,
                "/" + id,
                InstagramContainer.QUERY,
                submission.credentials().accessToken());
        InstagramContainer container = InstagramContainer.of(reply);
        return switch (container.state()) {
            case FINISHED, EXPIRED -> new Absent(reply.exchange());
            case IN_PROGRESS -> processing("the container is in progress", reply);
            // An error too: posts have been seen live that Instagram called blocked.
            case PUBLISHED, ERROR -> listed(submission, attempt, container.state(), container.words());
            case UNREADABLE -> isGone(reply) ? listed(submission, attempt, container.state(), "") : reply.undecided();
        };
    }

    /** There is no such container (any more). */
    private static boolean isGone(Reply reply) {
        GraphError error = GraphError.of(reply.json());
        return error.code() == 100 && error.subcode() == 33 || error.subcode() == 2207006;
    }

    /** What the account's media say, given what the container does. */
    private LookUp listed(Submission submission, Attempt attempt, InstagramContainer.State state, String words) {
        Instant since = attempt.firstSentAt().minus(CLOCKS_DIFFER_BY);
        Map<String, String> query = new LinkedHashMap<>();
        query.put("fields", InstagramMedia.FIELDS);
        query.put("since", String.valueOf(since.getEpochSecond()));
        query.put("limit", "100");
        Found found = null;
        Duration apart = null;
        for (int page = 1; ; page++) {
            Reply reply = api.get(
                    LIST,
                    "/" + submission.account().externalId() + "/media",
                    query,
                    submission.credentials().accessToken());
            if (!reply.isDone() || !isListing(reply.json())) {
                return reply.undecided();
            }
            boolean older = false;
            for (JsonNode media : reply.json().path("data")) {
                if (time(media).isBefore(since)) {
                    older = true;
                } else if (InstagramMedia.isOf(submission.content(), media)) {
                    // The same caption may have been posted by others: the nearest to our attempt is ours.
                    Duration its =
                            Duration.between(attempt.lastSentAt(), time(media)).abs();
                    if (apart == null || its.compareTo(apart) < 0) {
                        apart = its;
                        found = found(media, reply);
                    }
                }
            }
            Optional<String> next = GraphList.next(reply.json());
            if (found != null && (older || next.isEmpty() || page == PAGES)) {
                return state == InstagramContainer.State.ERROR ? contradiction(reply) : found;
            }
            if (older || next.isEmpty()) {
                return notFound(state, words, reply);
            }
            if (page == PAGES) {
                String why = "more media since then than are looked through";
                return new Undecided(Codes.INCONCLUSIVE, why, null, reply.exchange());
            }
            query.put("after", next.get());
        }
    }

    /** The container failed, and the account has what it held: another post like it, or this one after all. */
    private static Undecided contradiction(Reply reply) {
        String why = "the container failed, and the account shows a post like it";
        return new Undecided(Codes.INCONCLUSIVE, why, null, reply.exchange());
    }

    /** All media since then are looked through. */
    private LookUp notFound(InstagramContainer.State state, String words, Reply reply) {
        return switch (state) {
            case PUBLISHED -> processing("it is published, and not listed yet", reply);
            case ERROR -> new Refused(Codes.MEDIA_REFUSED, words, reply.exchange());
            default -> new Absent(reply.exchange());
        };
    }

    private Undecided processing(String why, Reply reply) {
        return new Undecided(Codes.PROCESSING, why, api.now().plus(SHOWN_WITHIN), reply.exchange());
    }

    private static Found found(JsonNode media, Reply reply) {
        URI address = InstagramMedia.permalink(media).orElse(URI.create("https://www.instagram.com/"));
        return new Found(media.path("id").stringValue(), address, reply.exchange());
    }

    private static Instant time(JsonNode media) {
        return GraphList.time(media.path("timestamp")).orElseThrow();
    }

    /** An answer 200 that is not a listing must not read as "absent". */
    private static boolean isListing(JsonNode json) {
        if (!json.path("data").isArray()) {
            return false;
        }
        for (JsonNode media : json.path("data")) {
            if (!media.path("id").isString()
                    || GraphList.time(media.path("timestamp")).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
