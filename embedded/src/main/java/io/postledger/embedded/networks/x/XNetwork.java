package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Journal;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.SimulatedNetwork;
import io.postledger.embedded.networks.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** X as a whole: who calls, whether they may, and what they get. */
public final class XNetwork implements SimulatedNetwork {

    static final String NAME = "x";

    private static final String BEARER = "Bearer ";

    private final Journal journal;
    private final Clock clock;
    private final XPosts posts;
    private final XGrants grants;
    private final XAuthorization authorization;
    private final XApi api;
    private final XLimits limits = new XLimits();
    private volatile XOptions options = XOptions.USUAL;

    public XNetwork(Clock clock, Journal journal) {
        this.journal = journal;
        this.clock = clock;
        this.posts = new XPosts(clock, journal);
        this.grants = new XGrants(clock, journal);
        this.authorization = new XAuthorization(posts, grants);
        this.api = new XApi(posts, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Target target(Call call) {
        XEndpoint endpoint = XEndpoint.of(call);
        String account = bearerToken(call)
                .flatMap(grants::owner)
                .flatMap(bearer -> posts.account(bearer.accountId()))
                .map(XAccount::handle)
                .orElse(null);
        return new Target(NAME, endpoint == null ? "unknown" : endpoint.wireName, account);
    }

    @Override
    public Answer answer(Call call, Target target, Duration hiddenFor) {
        XEndpoint endpoint = XEndpoint.of(call);
        if (endpoint == null) {
            return XEndpoint.knowsPath(call)
                    ? XErrors.problem(405, "Method Not Allowed", "Method Not Allowed")
                    : XErrors.problem(404, "Not Found", "Not Found");
        }
        Matcher path = endpoint.path.matcher(call.path());
        String pathId = path.matches() && path.groupCount() > 0 ? path.group(1) : "";
        Answer answer = switch (endpoint) {
            case AUTHORIZE -> authorization.authorize(call, options);
            case PAGE -> api.page(pathId);
            case TOKEN -> authorization.token(call, options);
            case ME, CREATE, TIMELINE, LOOKUP -> asUser(endpoint, call, pathId, hiddenFor);
        };
        return identified(answer);
    }

    private Answer asUser(XEndpoint endpoint, Call call, String pathId, Duration hiddenFor) {
        Optional<XGrants.Bearer> bearer = bearerToken(call).flatMap(grants::bearer);
        if (bearer.isEmpty()) {
            return XErrors.unauthorized();
        }
        if (!bearer.get().scopes().containsAll(endpoint.scopes)) {
            return XErrors.notPermitted();
        }
        XLimits.Verdict verdict = limits.count(endpoint, bearer.get().accountId(), options, clock.instant());
        if (!verdict.allowed()) {
            return XErrors.tooMany().with(verdict.headers());
        }
        XAccount caller = posts.account(bearer.get().accountId()).orElseThrow();
        return allowed(endpoint, call, caller, pathId, hiddenFor).with(verdict.headers());
    }

    private Answer allowed(XEndpoint endpoint, Call call, XAccount caller, String pathId, Duration hiddenFor) {
        Optional<String> unknown = call.query().keySet().stream()
                .filter(name -> !endpoint.parameters.contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            return XErrors.invalid("The query parameter [" + unknown.get() + "] is not one of " + endpoint.parameters);
        }
        return switch (endpoint) {
            case ME -> api.me(caller);
            case CREATE -> api.create(call, caller, options, hiddenFor);
            case TIMELINE -> api.timeline(call, pathId);
            case LOOKUP -> api.lookUp(call);
            default -> throw new IllegalStateException(endpoint + " is not for users");
        };
    }

    @Override
    public Answer serverError(int status) {
        return identified(XErrors.server(status));
    }

    @Override
    public Answer rateLimited(Target target, Duration until) {
        XEndpoint endpoint = Stream.of(XEndpoint.values())
                .filter(each -> each.wireName.equals(target.endpoint()))
                .findFirst()
                .orElse(null);
        return identified(XErrors.tooMany()
                .with(XLimits.exhausted(endpoint, options, clock.instant().plus(until))));
    }

    /** X's header to quote to its support. */
    private static Answer identified(Answer answer) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return answer.with(Map.of("x-transaction-id", id));
    }

    @Override
    public synchronized void replay(ObjectNode event) {
        if (event.path("type").asString("").equals("options")) {
            options = Json.MAPPER.treeToValue(event.get("options"), XOptions.class);
        } else if (!posts.apply(event) && !grants.apply(event)) {
            throw new IllegalStateException("unknown event of X in the journal: " + event.path("type"));
        }
    }

    @Override
    public ObjectNode createAccount(JsonNode account) {
        Set<String> fields = Set.of("handle", "name", "followers");
        String handle = account.path("handle").asString("");
        if (!handle.matches("[A-Za-z0-9_]{1,15}") || !fields.containsAll(account.propertyNames())) {
            throw new IllegalArgumentException(
                    "an account of X has a handle (1 to 15 of A-Z a-z 0-9 _), and may have " + "name and followers");
        }
        return posts.createAccount(
                        handle,
                        account.path("name").asString(handle),
                        account.path("followers").asLong(1_000))
                .json();
    }

    @Override
    public List<ObjectNode> accounts() {
        return posts.accounts().stream().map(XAccount::json).toList();
    }

    @Override
    public void expireTokens(String handleOrNull) {
        grants.expire(accountId(handleOrNull));
    }

    @Override
    public void revokeGrants(String handleOrNull) {
        grants.revoke(accountId(handleOrNull));
    }

    private String accountId(String handleOrNull) {
        return handleOrNull == null
                ? null
                : posts.byHandle(handleOrNull)
                        .orElseThrow(() -> new IllegalArgumentException("no account " + handleOrNull))
                        .id();
    }

    @Override
    public JsonNode settings() {
        return Json.MAPPER.valueToTree(options);
    }

    @Override
    public synchronized void change(JsonNode settings) {
        XOptions changed = Json.patched(options, settings, XOptions.class);
        ObjectNode event = Json.object().put("network", NAME).put("type", "options");
        event.set("options", Json.MAPPER.valueToTree(changed));
        journal.append(event);
        options = changed;
    }

    @Override
    public Stream<ObjectNode> truth() {
        return posts.truth();
    }

    private static Optional<String> bearerToken(Call call) {
        return call.header("Authorization")
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()));
    }
}
