package io.postledger.embedded.networks.linkedin;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Conditions;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Bearer;
import io.postledger.embedded.networks.shared.Draft;
import io.postledger.embedded.networks.shared.Page;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Posts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** LinkedIn's calls on posts. */
final class LinkedInApi {

    private static final String RESOURCE = "partnerApiPostsExternal.";
    private static final String COMMENTARY = "commentary";
    private static final String VISIBILITY = "visibility";
    private static final String CONTENT = "content";

    private final Site site;
    private final Accounts accounts;
    private final Members members;
    private final Uploads uploads;
    private final Posts posts;

    LinkedInApi(Site site, Accounts accounts, Members members, Uploads uploads, Posts posts) {
        this.site = site;
        this.accounts = accounts;
        this.members = members;
        this.uploads = uploads;
        this.posts = posts;
    }

    static String postUrn(long number) {
        return "urn:li:share:" + number;
    }

    Answer create(Call call, Bearer caller, LinkedInOptions options, Conditions conditions) {
        PostBody body = PostBody.read(call, uploads, site.now());
        if (body.refusalOrNull() != null) {
            return body.refusalOrNull();
        }
        String author = body.json().path("author").asString("");
        if (members.writer(caller, author).isEmpty()) {
            return LinkedInErrors.denied(RESOURCE + "CREATE");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(COMMENTARY, body.text().kept());
        fields.put(VISIBILITY, body.json().path(VISIBILITY).stringValue());
        if (body.json().has(CONTENT)) {
            fields.put(CONTENT, Json.MAPPER.writeValueAsString(body.json().get(CONTENT)));
        }
        Draft draft = new Draft(author, body.text().shown(), body.media(), fields);
        Duration window = Duration.ofSeconds(options.duplicateWindowSeconds());
        Optional<Post> earlier = posts.same(draft, window);
        if (earlier.isPresent()) {
            return LinkedInErrors.duplicate(earlier.get().id());
        }
        return posts.postUnlessSame(draft, window, conditions.hiddenFor())
                .map(post -> Answer.empty(201).with("x-restli-id", post.id()))
                .orElseGet(() -> LinkedInErrors.duplicate(
                        posts.same(draft, window).map(Post::id).orElseThrow()));
    }

    Answer find(Call call, Bearer caller) {
        Map<String, String> query = call.query();
        if (!"author".equals(query.get("q")) || !query.containsKey("author")) {
            return LinkedInErrors.bad("ILLEGAL_ARGUMENT", "No such finder");
        }
        Optional<Paging> paging = Paging.of(call, 100);
        boolean sorted = Set.of("CREATED", "LAST_MODIFIED").contains(query.getOrDefault("sortBy", "LAST_MODIFIED"));
        if (paging.isEmpty() || !sorted) {
            return LinkedInErrors.bad("ILLEGAL_ARGUMENT", "start, count (at most 100) or sortBy is not valid");
        }
        if (members.reader(caller, query.get("author")).isEmpty()) {
            return LinkedInErrors.denied(RESOURCE + "FINDER-author");
        }
        List<Post> all = posts.timeline(query.get("author"), Instant.EPOCH);
        ObjectNode body = paging.get().body(all.size());
        ArrayNode elements = body.putArray("elements");
        paging.get().of(all).forEach(post -> elements.add(json(post)));
        return Answer.json(200, body);
    }

    Answer get(String urn, Bearer caller) {
        Optional<Post> post = posts.visible(urn);
        if (post.isPresent() && members.reader(caller, post.get().accountId()).isEmpty()) {
            return LinkedInErrors.denied(RESOURCE + "GET");
        }
        return post.map(each -> Answer.json(200, json(each))).orElseGet(LinkedInErrors::notFound);
    }

    private static ObjectNode json(Post post) {
        long created = post.createdAt().toEpochMilli();
        ObjectNode json = Json.object()
                .put("id", post.id())
                .put("author", post.accountId())
                .put(COMMENTARY, post.fields().get(COMMENTARY))
                .put(VISIBILITY, post.fields().get(VISIBILITY))
                .put("lifecycleState", "PUBLISHED")
                .put("isReshareDisabledByAuthor", false)
                .put("createdAt", created)
                .put("publishedAt", created)
                .put("lastModifiedAt", created);
        json.putObject("lifecycleStateInfo").put("isEditedByAuthor", false);
        ObjectNode distribution = json.putObject("distribution").put("feedDistribution", "MAIN_FEED");
        distribution.putArray("thirdPartyDistributionChannels");
        if (post.fields().containsKey(CONTENT)) {
            json.set(CONTENT, Json.MAPPER.readTree(post.fields().get(CONTENT)));
        }
        return json;
    }

    /** Reactions and comments, of own posts only. */
    Answer socialMetadata(Call call, Bearer caller) {
        Optional<List<String>> ids = Restli.list(call.query().get("ids"));
        if (ids.isEmpty()) {
            return LinkedInErrors.bad("ILLEGAL_ARGUMENT", "ids must be a List");
        }
        ObjectNode body = Json.object();
        ObjectNode results = body.putObject("results");
        ObjectNode statuses = body.putObject("statuses");
        ObjectNode errors = body.putObject("errors");
        for (String id : ids.get()) {
            Optional<Post> post = posts.visible(id);
            if (post.isPresent()
                    && members.reader(caller, post.get().accountId()).isEmpty()) {
                return LinkedInErrors.denied("partnerApiSocialMetadata.BATCH_GET");
            }
            statuses.put(id, post.isPresent() ? 200 : 404);
            if (post.isPresent()) {
                results.set(id, numbers(post.get()).metadata(id));
            } else {
                errors.set(id, LinkedInErrors.body(404, "NOT_FOUND", "Could not find entity"));
            }
        }
        return Answer.json(200, body);
    }

    /** Of a page's posts. Those that nobody has seen yet are not among them. */
    Answer shareStatistics(Call call, Bearer caller) {
        Map<String, String> query = call.query();
        Optional<Account> page =
                accounts.byId(query.getOrDefault("organizationalEntity", "")).filter(Members::isOrganization);
        Optional<List<String>> shares = Restli.list(query.get("shares"));
        if (!"organizationalEntity".equals(query.get("q")) || shares.isEmpty()) {
            return LinkedInErrors.bad("ILLEGAL_ARGUMENT", "No such finder");
        }
        if (page.isEmpty()
                || !caller.scopes().contains("rw_organization_admin")
                || !members.isAdministrator(caller, page.get())) {
            return LinkedInErrors.denied("organizationalEntityShareStatistics.FINDER-organizationalEntity");
        }
        ObjectNode body = Json.object();
        body.putObject("paging").put("start", 0).put("count", 10).putArray("links");
        ArrayNode elements = body.putArray("elements");
        for (String id : shares.get()) {
            posts.visible(id)
                    .filter(post -> post.accountId().equals(page.get().id()))
                    .map(this::numbers)
                    .filter(numbers -> numbers.impressions() > 0)
                    .ifPresent(numbers ->
                            elements.add(numbers.statistics(id, page.get().id())));
        }
        return Answer.json(200, body);
    }

    Answer page(String urn) {
        return posts.visible(urn)
                .map(post -> Page.post(
                        "LinkedIn",
                        post,
                        accounts.require(post.accountId()),
                        numbers(post).likes() + " reactions"))
                .orElseGet(Page::notFound);
    }

    private Numbers numbers(Post post) {
        return Numbers.of(post, accounts.require(post.accountId()), site.now());
    }
}
