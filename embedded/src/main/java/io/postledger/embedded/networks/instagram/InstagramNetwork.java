package io.postledger.embedded.networks.instagram;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.NetworkKind;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.Target;
import io.postledger.embedded.networks.graph.GraphCall;
import io.postledger.embedded.networks.graph.GraphErrors;
import io.postledger.embedded.networks.graph.GraphFields;
import io.postledger.embedded.networks.graph.GraphLists;
import io.postledger.embedded.networks.graph.GraphNetwork;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.AccountRule;
import io.postledger.embedded.networks.shared.Bearer;
import io.postledger.embedded.networks.shared.Grants.Standing;
import io.postledger.embedded.networks.shared.Ids;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.Page;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.RateWindows;
import io.postledger.embedded.networks.shared.Route;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Instagram as a whole. Its accounts are professional ones, each on a Page of its own. */
public final class InstagramNetwork extends GraphNetwork<InstagramOptions> {

    public static final NetworkKind KIND = new NetworkKind(
            "instagram",
            "/v25.0",
            "/v25.0/dialog/oauth",
            "/v25.0/oauth/access_token",
            Map.of("profiles", "{base}", "check-seconds", "1"),
            InstagramNetwork::new);

    private static final String BASIC = "instagram_basic";
    private static final String PUBLISH = "instagram_content_publish";

    private static final Route CREATE = Route.of(
            "media.create",
            "POST",
            VERSION + "/([0-9]+)/media",
            Set.of(BASIC, PUBLISH),
            Set.of("image_url", "video_url", "media_type", "caption", "alt_text", "is_carousel_item", "children"));
    private static final Route PUBLISHED = Route.of(
            "media.publish",
            "POST",
            VERSION + "/([0-9]+)/media_publish",
            Set.of(BASIC, PUBLISH),
            Set.of("creation_id"));
    private static final Route LIST = Route.of(
            "media.list",
            "GET",
            VERSION + "/([0-9]+)/media",
            Set.of(BASIC),
            Set.of("fields", "since", "limit", "after"));
    private static final Route LIMIT = Route.of(
            "publishing.limit",
            "GET",
            VERSION + "/([0-9]+)/content_publishing_limit",
            Set.of(BASIC, PUBLISH),
            Set.of("fields"));
    private static final Route NODE =
            Route.of("node.read", "GET", VERSION + "/([0-9]+)", Set.of(BASIC), Set.of("fields"));

    private static final AccountRule ACCOUNTS = new AccountRule(
            Pattern.compile("[A-Za-z0-9._]{1,30}"),
            "an account of Instagram has a handle (1 to 30 of A-Z a-z 0-9 . _), and may have name, followers and owner",
            Set.of(OWNER));

    private static final Setup SETUP = new Setup(
            "Postledger wants to publish to Instagram (simulated)",
            Set.of(
                    BASIC,
                    PUBLISH,
                    "instagram_manage_insights",
                    "instagram_manage_comments",
                    "pages_show_list",
                    "pages_read_engagement",
                    "business_management"),
            "instagram",
            80002,
            List.of(CREATE, PUBLISHED, LIST, LIMIT, NODE));

    private static final RateWindows.Window DAY = RateWindows.Window.of(Duration.ofHours(24));
    private static final Pattern POST_PAGE = Pattern.compile("/p/([0-9]+)/?");

    private final InstagramContainers containers;
    private final InstagramNodes nodes;

    InstagramNetwork(Site site) {
        super(site, ACCOUNTS, Ids.Form.DECIMAL, InstagramOptions.USUAL, SETUP);
        this.containers = new InstagramContainers(site, media, posts);
        this.nodes = new InstagramNodes(site, accounts);
    }

    @Override
    protected boolean isExchangeable(Standing standing) {
        return standing == Standing.GOOD
                || standing == Standing.EXPIRED && options().endedTokensExchangeable();
    }

    @Override
    public boolean beginsProcessing(Target target) {
        return target.endpoint().equals("media.create");
    }

    @Override
    protected Answer answer(GraphCall call) {
        String id = call.parts().get(0);
        List<String> fields = GraphFields.names(call.parameter("fields"));
        if (call.route() == NODE) {
            return node(id, fields, call.bearer(), call.host());
        }
        if (accountsOf(call.bearer()).stream().noneMatch(account -> account.id().equals(id))) {
            return GraphErrors.noSuchObject(call.route().method().toLowerCase(Locale.ROOT), id);
        }
        if (call.route() == CREATE) {
            return containers.create(call, options());
        }
        if (call.route() == PUBLISHED) {
            return publish(call, id);
        }
        return call.route() == LIST ? list(call, id, fields) : limit(id);
    }

    private Answer publish(GraphCall call, String accountId) {
        RateWindows.Standing day = windows.look("posts " + accountId, options().postsPerDay(), DAY, site.now());
        if (!day.allowed()) {
            return GraphErrors.error(
                    9,
                    2207042,
                    "Application request limit reached",
                    "Limit reached",
                    "You reached maximum number of posts that is allowed to be published by Content Publishing API.");
        }
        Answer answer = containers.publish(call, accountId, options());
        if (answer.status() == 200) {
            long posted = windows.take("posts " + accountId, options().postsPerDay(), DAY, 1, site.now())
                    .used();
            int every = options().blockedThoughLiveEvery();
            if (every > 0 && posted % every == 0) {
                return GraphErrors.error(
                        4,
                        2207051,
                        "Application request limit reached",
                        "Action is blocked",
                        "We restrict certain activity to protect our community. Tell us if you think we made a mistake.");
            }
        }
        return answer;
    }

    private Answer list(GraphCall call, String accountId, List<String> fields) {
        return GraphFields.refusal(fields, InstagramNodes.FIELDS, "IGMedia")
                .orElseGet(() -> GraphLists.of(
                        posts.timeline(accountId, GraphLists.since(call.parameters())),
                        call.parameters(),
                        post -> nodes.json(post, fields, call.host())));
    }

    private Answer limit(String accountId) {
        RateWindows.Standing day = windows.look("posts " + accountId, options().postsPerDay(), DAY, site.now());
        ObjectNode json = Json.object();
        json.putArray("data")
                .addObject()
                .put("quota_usage", day.used())
                .putObject("config")
                .put("quota_total", day.limit())
                .put("quota_duration", 86_400);
        return Answer.json(200, json);
    }

    @Override
    protected Answer node(String id, List<String> fields, Bearer bearer, String host) {
        List<String> its = accountsOf(bearer).stream().map(Account::id).toList();
        Optional<Post> post = posts.visible(id).filter(each -> its.contains(each.accountId()));
        if (post.isPresent()) {
            return GraphFields.refusal(fields, InstagramNodes.FIELDS, "IGMedia")
                    .orElseGet(() -> Answer.json(200, nodes.json(post.get(), fields, host)));
        }
        Optional<Media> container = media.find(id).filter(each -> its.contains(each.accountId()));
        return container.isEmpty()
                ? GraphErrors.noSuchObject("get", id)
                : GraphFields.refusal(fields, InstagramContainers.FIELDS, "IGContainer")
                        .orElseGet(() -> containers.read(container.get(), options()));
    }

    /** A Page, and the account that hangs on it. */
    @Override
    protected JsonNode listed(Account account, List<String> fields, Bearer person) {
        ObjectNode json = Json.object().put("id", "10" + account.id());
        if (fields.contains("name")) {
            json.put("name", account.name());
        }
        if (fields.contains("access_token")) {
            json.put("access_token", pageToken(person, "10" + account.id()));
        }
        if (fields.contains("instagram_business_account")) {
            json.putObject("instagram_business_account")
                    .put("id", account.id())
                    .put("username", account.handle())
                    .put("name", account.name());
        }
        return json;
    }

    @Override
    protected Answer page(Call call) {
        Matcher path = POST_PAGE.matcher(call.path());
        Optional<Post> post = path.matches() ? posts.visible(path.group(1)) : Optional.empty();
        if (post.isPresent()) {
            Account author = accounts.require(post.get().accountId());
            return Page.post("Instagram", post.get(), author, nodes.counts(post.get()));
        }
        return accounts.byHandle(call.path().replace("/", ""))
                .map(account -> Page.of(200, Page.escape(account.name()), ""))
                .orElseGet(Page::notFound);
    }
}
