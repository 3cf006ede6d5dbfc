package io.postledger.embedded.networks.graph;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Conditions;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.Target;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.AccountRule;
import io.postledger.embedded.networks.shared.Bearer;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Grants.Standing;
import io.postledger.embedded.networks.shared.Ids;
import io.postledger.embedded.networks.shared.NetworkBase;
import io.postledger.embedded.networks.shared.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A network behind the Graph API: versions, who calls and may, limits, batches. Accounts with the same {@code owner} belong
 * to one person, whose consent covers all of them.
 */
public abstract class GraphNetwork<O extends GraphOptions> extends NetworkBase<O> {

    /** Begins every path of the API. */
    public static final String VERSION = "/v[0-9]+\\.[0-9]+";

    /** The field of accounts that one person owns. */
    public static final String OWNER = "owner";

    /** The kind of a person's long-lived tokens. */
    protected static final String PERSON = GraphTokens.PERSON;

    private static final Set<String> VERSIONS = Set.of("v23.0", "v24.0", "v25.0");
    private static final Pattern VERSIONED = Pattern.compile("/(v[0-9]+\\.[0-9]+)(/.*)");

    private static final Route DIALOG = Route.of("dialog.oauth", "GET", VERSION + "/dialog/oauth", Set.of(), Set.of());
    private static final Route TOKEN =
            Route.of("oauth.token", "GET", VERSION + "/oauth/access_token", Set.of(), Set.of());
    private static final Route PERMISSIONS =
            Route.of("me.permissions", "GET", VERSION + "/me/permissions", Set.of(), Set.of());
    private static final Route ACCOUNTS = Route.of(
            "me.accounts",
            "GET",
            VERSION + "/me/accounts",
            Set.of("pages_show_list"),
            Set.of("fields", "limit", "after"));
    private static final Route BATCH =
            Route.of("batch", "POST", VERSION + "/", Set.of(), Set.of("batch", "include_headers"));

    private static final int MAX_BATCH = 50;

    private final List<Route> routes;
    private final GraphTokens tokens;
    private final GraphLimits limits;

    /**
     * What differs between the networks.
     *
     * @param title of the consent dialog
     * @param useCase in the usage header
     * @param refusal the code for too many calls
     * @param routes of the API, with {@link #VERSION} before each path
     */
    public record Setup(String title, Set<String> scopes, String useCase, int refusal, List<Route> routes) {}

    protected GraphNetwork(Site site, AccountRule accountRule, Ids.Form form, O usual, Setup setup) {
        super(site, accountRule, form, usual);
        this.routes = new ArrayList<>(List.of(DIALOG, TOKEN, PERMISSIONS, ACCOUNTS, BATCH));
        this.routes.addAll(setup.routes());
        this.tokens = new GraphTokens(setup.title(), setup.scopes(), accounts, grants, this::isExchangeable);
        this.limits = new GraphLimits(windows, setup.useCase(), setup.refusal());
    }

    /** A call of one of this network's own routes. */
    protected abstract Answer answer(GraphCall call);

    /** A node by its id, of those that this bearer may see. */
    protected abstract Answer node(String id, List<String> fields, Bearer bearer, String host);

    /** How {@code me/accounts} shows the Page that this account is, or hangs on. */
    protected abstract JsonNode listed(Account account, List<String> fields, Bearer person);

    /** Pages that a browser sees, which have no version. */
    protected abstract Answer page(Call call);

    /** For faults and counts. */
    protected String endpoint(Route route, Call call) {
        return route.name();
    }

    protected boolean isExchangeable(Standing standing) {
        return standing == Standing.GOOD;
    }

    protected final String pageToken(Bearer person, String pageId) {
        return tokens.pageToken(person, pageId);
    }

    /** Whose consent it is: all accounts of the same owner. */
    protected final List<Account> accountsOf(Bearer bearer) {
        Account chosen = accounts.require(bearer.accountId());
        String owner = chosen.fields().get(OWNER);
        return owner == null
                ? List.of(chosen)
                : accounts.all().stream()
                        .filter(account -> owner.equals(account.fields().get(OWNER)))
                        .toList();
    }

    /** Of a Page's token; empty for a person's. */
    protected static Optional<String> pageOf(Bearer bearer) {
        return bearer.kind().startsWith(GraphTokens.PAGE)
                ? Optional.of(bearer.kind().substring(GraphTokens.PAGE.length()))
                : Optional.empty();
    }

    @Override
    public final Target target(Call call) {
        Optional<Route> route = route(call);
        return new Target(name(), route.map(r -> endpoint(r, call)).orElse("unknown"), handle(route, call));
    }

    /** Of the account that the path names, else of the one that the token speaks for. */
    private String handle(Optional<Route> route, Call call) {
        Optional<Account> named =
                route.flatMap(r -> r.parts(call).stream().findFirst()).flatMap(accounts::byId);
        if (named.isPresent()) {
            return named.get().handle();
        }
        Optional<String> token = GraphTokens.carried(call, call.query());
        return token.flatMap(grants::owner)
                .flatMap(GraphNetwork::pageOf)
                .flatMap(accounts::byId)
                .map(Account::handle)
                .orElseGet(() -> handleOf(token));
    }

    @Override
    public final Answer answer(Call call, Target target, Conditions conditions) {
        Matcher versioned = VERSIONED.matcher(call.path());
        if (!versioned.matches()) {
            return page(call);
        }
        if (!VERSIONS.contains(versioned.group(1))) {
            return identified(GraphErrors.error(
                    400, 2635, 0, "(#2635) You are calling a deprecated version of the API: " + versioned.group(1)));
        }
        Optional<Route> route = route(call);
        if (route.isEmpty()) {
            return identified(GraphErrors.error(400, 2500, 0, "Unknown path components: " + versioned.group(2)));
        }
        if (route.get() == DIALOG) {
            return tokens.dialog(call, options());
        }
        if (route.get() == TOKEN) {
            return identified(tokens.exchange(call.query(), options()));
        }
        try (GraphParameters parameters = GraphParameters.of(call)) {
            return identified(authorized(route.get(), call, parameters, conditions));
        } catch (IOException e) {
            return identified(GraphErrors.invalid(String.valueOf(e.getMessage())));
        }
    }

    private Answer authorized(Route route, Call call, GraphParameters parameters, Conditions conditions) {
        Optional<String> token = GraphTokens.carried(call, parameters.values());
        Optional<Answer> refusal = tokens.refusal(token, parameters.values().get("appsecret_proof"));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Bearer bearer = grants.bearer(token.orElseThrow()).orElseThrow();
        Optional<String> missing = Checks.unknown(route.scopes(), bearer.scopes());
        if (missing.isPresent()) {
            return GraphErrors.noPermission(missing.get());
        }
        Map<String, String> own = parameters.own();
        // Lists are written name[0], name[1] and so on.
        Optional<String> unknown = Checks.unknown(
                own.keySet().stream()
                        .map(name -> name.replaceFirst("\\[[0-9]+]$", ""))
                        .toList(),
                route.parameters());
        if (unknown.isPresent()) {
            return GraphErrors.invalid("Unexpected parameter: " + unknown.get());
        }
        boolean onAccount = route != PERMISSIONS && route != ACCOUNTS;
        String account = pageOf(bearer).orElse(bearer.accountId());
        JsonNode batch = route == BATCH ? batch(own) : null;
        int calls = batch == null ? 1 : batch.size();
        GraphLimits.Verdict verdict = limits.count(onAccount ? account : null, calls, options(), site.now());
        if (!verdict.allowed()) {
            return limits.refused(onAccount).with(verdict.headerName(), verdict.headerValue());
        }
        String host = call.header("Host").orElse("");
        GraphCall asked =
                new GraphCall(route, route.parts(call), host, own, parameters.filesOrNull(), bearer, conditions);
        Answer answer = batch == null ? allowed(asked) : batched(batch, asked);
        return answer.with(verdict.headerName(), verdict.headerValue());
    }

    private Answer allowed(GraphCall call) {
        if (call.route() == PERMISSIONS) {
            return tokens.permissions(call.bearer());
        }
        if (call.route() != ACCOUNTS) {
            return answer(call);
        }
        if (pageOf(call.bearer()).isPresent()) {
            return GraphErrors.invalid("Tried accessing nonexisting field (accounts) on node type (Page)");
        }
        List<String> fields = GraphFields.names(call.parameter("fields"));
        return GraphLists.of(
                accountsOf(call.bearer()), call.parameters(), account -> listed(account, fields, call.bearer()));
    }

    /** @return the requests; an empty list for what is none */
    private static JsonNode batch(Map<String, String> parameters) {
        try {
            JsonNode batch = Json.MAPPER.readTree(parameters.getOrDefault("batch", "[]"));
            return batch.isArray() ? batch : Json.MAPPER.createArrayNode();
        } catch (JacksonException e) {
            return Json.MAPPER.createArrayNode();
        }
    }

    /** Reads of nodes, which are all that batches are used for here. */
    private Answer batched(JsonNode batch, GraphCall call) {
        if (batch.isEmpty() || batch.size() > MAX_BATCH) {
            return GraphErrors.invalid("A batch has 1 to " + MAX_BATCH + " requests");
        }
        ArrayNode answers = Json.MAPPER.createArrayNode();
        for (JsonNode request : batch) {
            String[] url = request.path("relative_url").asString("").split("\\?", 2);
            boolean read = request.path("method").asString("").equals("GET") && url.length == 2;
            Map<String, String> query = read ? Call.form(url[1]) : Map.of();
            Answer answer = read && query.keySet().equals(Set.of("fields"))
                    ? node(url[0], GraphFields.names(query.get("fields")), call.bearer(), call.host())
                    : GraphErrors.invalid("Unsupported request in a batch");
            answers.addObject().put("code", answer.status()).put("body", answer.body());
        }
        return Answer.json(200, answers);
    }

    private Optional<Route> route(Call call) {
        return routes.stream().filter(route -> route.matches(call)).findFirst();
    }

    @Override
    public final Answer serverError(int status) {
        return identified(GraphErrors.server(status));
    }

    @Override
    public final Answer rateLimited(Target target, Duration until) {
        String account = Optional.ofNullable(target.accountOrNull())
                .flatMap(accounts::byHandle)
                .map(Account::id)
                .orElse("0");
        return identified(limits.exhausted(account, until));
    }

    /** Meta's headers to quote to its support. */
    private static Answer identified(Answer answer) {
        return answer.with("x-fb-trace-id", UUID.randomUUID().toString().substring(0, 11))
                .with("facebook-api-version", "v25.0");
    }
}
