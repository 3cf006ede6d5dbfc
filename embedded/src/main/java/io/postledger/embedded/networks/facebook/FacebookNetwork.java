package io.postledger.embedded.networks.facebook;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.NetworkKind;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.Target;
import io.postledger.embedded.networks.graph.GraphCall;
import io.postledger.embedded.networks.graph.GraphErrors;
import io.postledger.embedded.networks.graph.GraphFields;
import io.postledger.embedded.networks.graph.GraphNetwork;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.AccountRule;
import io.postledger.embedded.networks.shared.Bearer;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Ids;
import io.postledger.embedded.networks.shared.Page;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Facebook as a whole. Its accounts are Pages. */
public final class FacebookNetwork extends GraphNetwork<FacebookOptions> {

    public static final NetworkKind KIND = new NetworkKind(
            "facebook", "/v25.0", "/v25.0/dialog/oauth", "/v25.0/oauth/access_token", Map.of(), FacebookNetwork::new);

    private static final String MANAGE = "pages_manage_posts";
    private static final String READ = "pages_read_engagement";

    private static final Route FEED = Route.of(
            "feed.create",
            "POST",
            VERSION + "/([0-9]+)/feed",
            Set.of(MANAGE, READ),
            Set.of("message", "link", "published", "attached_media"));
    private static final Route PHOTOS = Route.of(
            "photos.create",
            "POST",
            VERSION + "/([0-9]+)/photos",
            Set.of(MANAGE, READ),
            Set.of("message", "caption", "published", "temporary", "alt_text_custom"));
    private static final Route VIDEOS = Route.of(
            "videos",
            "POST",
            VERSION + "/([0-9]+)/videos",
            Set.of(MANAGE, READ),
            Set.of(
                    "upload_phase",
                    "file_size",
                    "upload_session_id",
                    "start_offset",
                    "description",
                    "title",
                    "published"));
    private static final Route POSTS = Route.of(
            "posts.list",
            "GET",
            VERSION + "/([0-9]+)/posts",
            Set.of(READ),
            Set.of("fields", "since", "limit", "after"));
    private static final Route NODE =
            Route.of("node.read", "GET", VERSION + "/([0-9]+(?:_[0-9]+)?)", Set.of(), Set.of("fields"));

    private static final AccountRule ACCOUNTS = new AccountRule(
            Pattern.compile("[A-Za-z0-9._]{1,50}"),
            "a Page of Facebook has a handle (1 to 50 of A-Z a-z 0-9 . _), and may have name, followers and owner",
            Set.of(OWNER));

    private static final Setup SETUP = new Setup(
            "Postledger wants to manage your Pages on Facebook (simulated)",
            Set.of("pages_show_list", READ, MANAGE, "pages_manage_engagement", "read_insights", "business_management"),
            "pages",
            80001,
            List.of(FEED, PHOTOS, VIDEOS, POSTS, NODE));

    private static final Set<String> PAGE_FIELDS = Set.of("id", "name", "username", "access_token", "tasks");
    private static final Pattern POST_PAGE = Pattern.compile("/([0-9]+_[0-9]+)");

    private static final Ids.Form FORM = new Ids.Form() {
        @Override
        public String post(long number, Account author) {
            return author.id() + "_" + number;
        }
    };

    private final FacebookFeed feed;
    private final FacebookVideos videos;
    private final FacebookNodes nodes;

    FacebookNetwork(Site site) {
        super(site, ACCOUNTS, FORM, FacebookOptions.USUAL, SETUP);
        this.feed = new FacebookFeed(site, media, posts);
        this.videos = new FacebookVideos(site, media, posts);
        this.nodes =
                new FacebookNodes(site, accounts, posts, videos, () -> options().unusedSeconds());
    }

    /** A person's token outlives those of Pages, and buys the next. */
    @Override
    protected String lastingTokens() {
        return PERSON;
    }

    @Override
    protected String endpoint(Route route, Call call) {
        if (route != VIDEOS) {
            return route.name();
        }
        String phase = call.mediaType().equals("multipart/form-data")
                ? "transfer"
                : Checks.form(call)
                        .map(form -> form.getOrDefault("upload_phase", ""))
                        .orElse("");
        return "videos." + (phase.matches("start|transfer|finish") ? phase : "unknown");
    }

    @Override
    public boolean takesUploads(Target target) {
        return target.endpoint().equals("photos.create") || target.endpoint().equals("videos.transfer");
    }

    @Override
    public boolean beginsProcessing(Target target) {
        return target.endpoint().equals("videos.finish");
    }

    @Override
    protected Answer answer(GraphCall call) {
        String id = call.parts().get(0);
        if (call.route() == NODE) {
            return node(id, GraphFields.names(call.parameter("fields")), call.bearer(), call.host());
        }
        Optional<String> page = pageOf(call.bearer());
        if (page.isEmpty()) {
            return GraphErrors.error(403, 210, 0, "(#210) A page access token is required to request this resource.");
        }
        if (!page.get().equals(id)) {
            return GraphErrors.noSuchObject(call.route().method().toLowerCase(Locale.ROOT), id);
        }
        if (call.route() == FEED) {
            return feed.create(call, options());
        }
        if (call.route() == PHOTOS) {
            return feed.photo(call);
        }
        return call.route() == VIDEOS ? videos.upload(call, options()) : nodes.list(call);
    }

    @Override
    protected Answer node(String id, List<String> fields, Bearer bearer, String host) {
        Optional<Account> page = accounts.byId(id);
        if (page.isEmpty()) {
            return nodes.read(id, fields, pageOf(bearer).orElse(""));
        }
        boolean its = pageOf(bearer).map(id::equals).orElse(accountsOf(bearer).contains(page.get()));
        return its
                ? GraphFields.refusal(fields, PAGE_FIELDS, "Page")
                        .orElseGet(() -> Answer.json(200, listed(page.get(), fields, bearer)))
                : GraphErrors.noSuchObject("get", id);
    }

    @Override
    protected JsonNode listed(Account page, List<String> fields, Bearer bearer) {
        ObjectNode json = Json.object().put("id", page.id());
        for (String field : fields) {
            switch (field) {
                case "name" -> json.put("name", page.name());
                case "username" -> json.put("username", page.handle());
                case "access_token" -> {
                    if (pageOf(bearer).isEmpty()) {
                        json.put("access_token", pageToken(bearer, page.id()));
                    }
                }
                case "tasks" ->
                    json.putArray("tasks").add("CREATE_CONTENT").add("MANAGE").add("MODERATE");
                default -> {}
            }
        }
        return json;
    }

    @Override
    protected Answer page(Call call) {
        Matcher path = POST_PAGE.matcher(call.path());
        Optional<Post> post = path.matches() ? posts.visible(path.group(1)) : Optional.empty();
        return post.map(each -> Page.post("Facebook", each, accounts.require(each.accountId()), nodes.counts(each)))
                .orElseGet(Page::notFound);
    }
}
