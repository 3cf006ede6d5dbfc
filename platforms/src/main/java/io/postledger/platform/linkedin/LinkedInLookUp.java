package io.postledger.platform.linkedin;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Refused;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds a post among its author's, the newest first, down to those from before the attempt began. Where LinkedIn refused it as
 * the duplicate of a post that it named, that one is looked at first.
 */
final class LinkedInLookUp {

    private static final String LIST = "linkedin.posts.find";
    private static final String GET = "linkedin.posts.get";

    /** The most that LinkedIn lists in one answer. */
    private static final int PAGE = 100;

    private static final int PAGES = 10;

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);

    private final LinkedInCalls calls;
    private final NetworkSettings settings;

    LinkedInLookUp(LinkedInCalls calls, NetworkSettings settings) {
        this.calls = calls;
        this.settings = settings;
    }

    LookUp find(Submission submission, Prepared prepared, Attempt attempt) {
        LinkedInPost wanted = new LinkedInPost(submission, prepared);
        Instant since = attempt.firstSentAt().minus(CLOCKS_DIFFER_BY);
        Optional<LookUp> named = prepared.part(LinkedInPublishing.DUPLICATE_OF)
                .flatMap(urn -> duplicate(urn, submission.credentials().accessToken(), since));
        return named.orElseGet(() -> list(wanted, submission, since));
    }

    /** @return empty when LinkedIn no longer has it: it goes on refusing duplicates of what was deleted */
    private Optional<LookUp> duplicate(String urn, AccessToken token, Instant since) {
        Reply reply = calls.get(GET, "/rest/posts/" + Api.encode(urn) + "?viewContext=AUTHOR", token);
        if (reply.status() == 404) {
            return Optional.empty();
        }
        if (!reply.isDone() || !isPost(reply.json())) {
            return Optional.of(reply.undecided());
        }
        if (createdAt(reply.json()).isBefore(since)) {
            return Optional.of(new Refused(
                    Codes.DUPLICATE_CONTENT,
                    "LinkedIn has the same content already, from an earlier post: " + urn,
                    reply.exchange()));
        }
        return Optional.of(found(reply.json(), reply));
    }

    private LookUp list(LinkedInPost wanted, Submission submission, Instant since) {
        String author = Api.encode(submission.account().externalId());
        LookUp found = null;
        boolean unsure = false;
        Instant above = Instant.MAX;
        boolean newestFirst = true;
        for (int page = 0; ; page++) {
            Reply reply = calls.find(
                    LIST,
                    "/rest/posts?author=" + author + "&q=author&count=" + PAGE + "&start=" + page * PAGE
                            + "&sortBy=CREATED",
                    submission.credentials().accessToken());
            if (!reply.isDone() || !isListing(reply.json())) {
                return reply.undecided();
            }
            for (JsonNode post : reply.json().path("elements")) {
                Instant created = createdAt(post);
                newestFirst &= !created.isAfter(above);
                above = created;
                if (!created.isBefore(since)) {
                    Optional<Boolean> same = wanted.isThe(post);
                    unsure |= same.isEmpty();
                    // The last match is the earliest post.
                    found = same.orElse(false) ? found(post, reply) : found;
                }
            }
            boolean seenAll = isLast(reply.json()) || newestFirst && above.isBefore(since);
            if (seenAll && found == null && !unsure) {
                return new Absent(reply.exchange());
            }
            if (seenAll || page + 1 == PAGES) {
                return found != null ? found : inconclusive(unsure, reply);
            }
        }
    }

    private LookUp found(JsonNode post, Reply reply) {
        String urn = post.path("id").stringValue();
        return switch (post.path("lifecycleState").asString("")) {
            case "PUBLISH_REQUESTED" ->
                new Undecided(Codes.PROCESSING, "LinkedIn is still publishing it", null, reply.exchange());
            case "PUBLISH_FAILED" ->
                new Refused(Codes.MEDIA_REFUSED, "LinkedIn failed to publish it: " + urn, reply.exchange());
            default -> new Found(urn, LinkedInPages.post(settings, urn), reply.exchange());
        };
    }

    /** An answer 200 that is not a listing must not read as "absent". */
    private static boolean isListing(JsonNode json) {
        if (!json.path("elements").isArray() || !json.path("paging").isObject()) {
            return false;
        }
        for (JsonNode post : json.path("elements")) {
            if (!isPost(post)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPost(JsonNode json) {
        return json.path("id").isString() && json.path("createdAt").isIntegralNumber();
    }

    /** "Your response will contain fewer elements than your count parameter requested." */
    private static boolean isLast(JsonNode json) {
        for (JsonNode link : json.path("paging").path("links")) {
            if (link.path("rel").asString("").equals("next")) {
                return false;
            }
        }
        return json.path("elements").size() < PAGE;
    }

    private static Instant createdAt(JsonNode post) {
        return Instant.ofEpochMilli(post.path("createdAt").asLong());
    }

    private static Undecided inconclusive(boolean unsure, Reply reply) {
        return new Undecided(
                Codes.INCONCLUSIVE,
                unsure
                        ? "a post has the same words, and it cannot be told whether it is this one"
                        : "more posts since then than are looked through",
                null,
                reply.exchange());
    }
}
