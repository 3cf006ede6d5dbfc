package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Page;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Posts;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What X tells of accounts and posts, for a caller who is known and allowed to. */
final class XApi {

    private static final Set<String> TWEET_FIELDS = Set.of(
            "id",
            "text",
            "created_at",
            "author_id",
            "entities",
            "attachments",
            "public_metrics",
            "edit_history_tweet_ids");

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

    ObjectNode tweet(Post post, Set<String> fields) {
        Account author = accounts.require(post.accountId());
        ObjectNode metrics = fields.contains("public_metrics") ? metrics(post) : Json.object();
        return new XTweet(post, author).json(fields, metrics);
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
            all.subList(from, to).forEach(tweet -> data.add(tweet(tweet, fields)));
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
                body.withArray("data").add(tweet(tweet.get(), fields));
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

    private static Set<String> fields(Map<String, String> query) {
        String fields = query.getOrDefault("tweet.fields", "");
        return fields.isEmpty() ? Set.of() : Set.copyOf(List.of(fields.split(",")));
    }

    private static Answer unknownFields(Map<String, String> query) {
        return XErrors.invalid(
                "The `tweet.fields` query parameter value [" + query.get("tweet.fields") + "] has an unknown field");
    }
}
