package io.postledger.embedded.networks.x;

import com.twitter.twittertext.TwitterTextParseResults;
import com.twitter.twittertext.TwitterTextParser;
import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Conditions;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Draft;
import io.postledger.embedded.networks.shared.Page;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Posts;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** X's calls on posts, for a caller who is known and allowed to. */
final class XApi {

    private static final Set<String> TWEET_FIELDS =
            Set.of("id", "text", "created_at", "author_id", "entities", "public_metrics", "edit_history_tweet_ids");

    /** The real call's other fields, which this simulation does not know yet, are refused too: better than ignored. */
    private static final Set<String> CREATE_FIELDS = Set.of("text");

    /** UTF-16 units; longer texts are not even counted. */
    private static final int COUNTED_LENGTH = 4096;

    private final Site site;
    private final Accounts accounts;
    private final Posts posts;

    XApi(Site site, Accounts accounts, Posts posts) {
        this.site = site;
        this.accounts = accounts;
        this.posts = posts;
    }

    Answer me(Account caller) {
        ObjectNode body = Json.object();
        body.putObject("data").put("id", caller.id()).put("name", caller.name()).put("username", caller.handle());
        return Answer.json(200, body);
    }

    Answer create(Call call, Account caller, XOptions options, Conditions conditions) {
        if (!call.mediaType().equals("application/json")) {
            return XErrors.invalid("Requests with bodies must have content-type of application/json.");
        }
        Optional<JsonNode> json = Checks.json(call);
        if (json.isEmpty()) {
            return XErrors.invalid("The request body is not valid JSON.");
        }
        JsonNode body = json.get();
        if (!body.isObject()) {
            return XErrors.invalid("$: object expected");
        }
        Optional<String> unknown = Checks.unknown(body.propertyNames(), CREATE_FIELDS);
        if (unknown.isPresent()) {
            return XErrors.invalid("$." + unknown.get()
                    + ": is not defined in the schema and the schema does not allow additional properties");
        }
        if (!body.path("text").isString()) {
            return XErrors.invalid("$.text: string expected");
        }
        String text = body.get("text").stringValue();
        if (text.length() > COUNTED_LENGTH) {
            return tooLong();
        }
        TwitterTextParseResults counted = TwitterTextParser.parseTweet(text);
        if (text.isBlank()) {
            return XErrors.invalid("$.text: must be at least 1 characters long");
        }
        if (!counted.isValid) {
            return tooLong();
        }
        Duration window = Duration.ofSeconds(options.duplicateWindowSeconds());
        Draft draft = new Draft(caller.id(), text, List.of(), Map.of());
        Optional<Post> posted = posts.postUnlessSame(draft, window, conditions.hiddenFor());
        if (posted.isEmpty()) {
            return XErrors.duplicate();
        }
        ObjectNode answer = Json.object();
        answer.set("data", new XTweet(posted.get()).json(Set.of(), Json.object()));
        return Answer.json(201, answer);
    }

    Answer timeline(Call call, String accountId) {
        Map<String, String> query = call.query();
        String wanted = query.getOrDefault("max_results", "10");
        if (!wanted.matches("[0-9]{1,3}") || Integer.parseInt(wanted) < 5 || Integer.parseInt(wanted) > 100) {
            return XErrors.invalid("The `max_results` query parameter value [" + wanted + "] is not between 5 and 100");
        }
        Instant since;
        try {
            since = query.containsKey("start_time") ? Instant.parse(query.get("start_time")) : Instant.EPOCH;
        } catch (DateTimeParseException e) {
            return XErrors.invalid("The `start_time` query parameter value is not a valid RFC3339 date-time");
        }
        String token = query.getOrDefault("pagination_token", "0");
        if (!token.matches("[0-9]{1,9}")) {
            return XErrors.invalid("Invalid 'pagination_token'");
        }
        Set<String> fields = fields(query);
        if (!TWEET_FIELDS.containsAll(fields)) {
            return unknownFields(query);
        }
        List<Post> all = posts.timeline(accountId, since);
        int from = Math.min(all.size(), Integer.parseInt(token));
        int to = Math.min(all.size(), from + Integer.parseInt(wanted));
        ObjectNode body = Json.object();
        if (from < to) {
            ArrayNode data = body.putArray("data");
            all.subList(from, to).forEach(tweet -> data.add(new XTweet(tweet).json(fields, metrics(tweet))));
        }
        ObjectNode meta = body.putObject("meta").put("result_count", to - from);
        if (from < to) {
            meta.put("newest_id", all.get(from).id())
                    .put("oldest_id", all.get(to - 1).id());
        }
        if (to < all.size()) {
            meta.put("next_token", String.valueOf(to));
        }
        return Answer.json(200, body);
    }

    Answer lookUp(Call call) {
        String ids = call.query().getOrDefault("ids", "");
        if (!ids.matches("[0-9]{1,19}(,[0-9]{1,19}){0,99}")) {
            return XErrors.invalid("The `ids` query parameter must hold 1 to 100 ids");
        }
        Set<String> fields = fields(call.query());
        if (!TWEET_FIELDS.containsAll(fields)) {
            return unknownFields(call.query());
        }
        ObjectNode body = Json.object();
        for (String id : ids.split(",")) {
            Optional<Post> tweet = posts.visible(id);
            if (tweet.isPresent()) {
                body.withArray("data").add(new XTweet(tweet.get()).json(fields, metrics(tweet.get())));
            } else {
                body.withArray("errors").add(XErrors.tweetNotFound(id));
            }
        }
        return Answer.json(200, body);
    }

    Answer page(String id) {
        return posts.visible(id)
                .map(tweet -> Page.post("X", tweet, accounts.require(tweet.accountId()), counts(tweet)))
                .orElseGet(Page::notFound);
    }

    private String counts(Post tweet) {
        return metrics(tweet).properties().stream()
                .map(e -> e.getValue().asString() + " " + e.getKey().replace("_count", "s"))
                .collect(Collectors.joining(" · "));
    }

    private ObjectNode metrics(Post tweet) {
        return XPublicMetrics.of(tweet, accounts.require(tweet.accountId()), site.now());
    }

    private static Answer tooLong() {
        return XErrors.invalid("Your Tweet text is too long.");
    }

    private static Set<String> fields(Map<String, String> query) {
        String fields = query.getOrDefault("tweet.fields", "");
        return fields.isEmpty() ? Set.of() : Set.copyOf(List.of(fields.split(",")));
    }

    private static Answer unknownFields(Map<String, String> query) {
        return XErrors.invalid(
                "The `tweet.fields` query parameter value [" + query.get("tweet.fields") + "] has an unknown field");
    }
}
