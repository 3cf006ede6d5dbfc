package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Conditions;
import io.postledger.embedded.networks.NetworkKind;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.Target;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.AccountRule;
import io.postledger.embedded.networks.shared.Bearer;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Ids;
import io.postledger.embedded.networks.shared.NetworkBase;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** X as a whole: who calls, whether they may, and what they get. */
public final class XNetwork extends NetworkBase<XOptions> {

    public static final NetworkKind KIND =
            new NetworkKind("x", "", "/i/oauth2/authorize", "/2/oauth2/token", Map.of(), XNetwork::new);

    private static final AccountRule ACCOUNTS = new AccountRule(
            Pattern.compile("[A-Za-z0-9_]{1,15}"),
            "an account of X has a handle (1 to 15 of A-Z a-z 0-9 _), and may have name and followers",
            Set.of());

    private final XAuthorization authorization;
    private final XApi api;
    private final XPosting posting;
    private final XMedia uploads;
    private final XLimits limits = new XLimits(windows);

    XNetwork(Site site) {
        super(site, ACCOUNTS, Ids.Form.DECIMAL, XOptions.USUAL);
        this.authorization = new XAuthorization(accounts, grants);
        this.uploads = new XMedia(site, media);
        this.api = new XApi(site, accounts, posts);
        this.posting = new XPosting(posts, api, uploads);
    }

    @Override
    public Target target(Call call) {
        XEndpoint endpoint = XEndpoint.of(call);
        String account = handleOf(Checks.bearerToken(call));
        return new Target(name(), endpoint == null ? "unknown" : endpoint.route.name(), account);
    }

    @Override
    public boolean takesUploads(Target target) {
        return target.endpoint().equals(XEndpoint.MEDIA_APPEND.route.name());
    }

    @Override
    public boolean beginsProcessing(Target target) {
        return target.endpoint().equals(XEndpoint.MEDIA_FINALIZE.route.name());
    }

    @Override
    public Answer answer(Call call, Target target, Conditions conditions) {
        XEndpoint endpoint = XEndpoint.of(call);
        if (endpoint == null) {
            return XEndpoint.knowsPath(call)
                    ? XErrors.problem(405, "Method Not Allowed", "Method Not Allowed")
                    : XErrors.problem(404, "Not Found", "Not Found");
        }
        Answer answer = switch (endpoint) {
            case AUTHORIZE -> authorization.authorize(call, options());
            case PAGE -> api.page(endpoint.route.parts(call).get(0));
            case TOKEN -> authorization.token(call, options());
            default -> asUser(endpoint, call, conditions);
        };
        return identified(answer);
    }

    private Answer asUser(XEndpoint endpoint, Call call, Conditions conditions) {
        Optional<Bearer> bearer = Checks.bearerToken(call).flatMap(grants::bearer);
        if (bearer.isEmpty()) {
            return XErrors.unauthorized();
        }
        if (!bearer.get().scopes().containsAll(endpoint.route.scopes())) {
            return XErrors.notPermitted();
        }
        XLimits.Verdict verdict = limits.count(endpoint, bearer.get().accountId(), options(), site.now());
        if (!verdict.allowed()) {
            return XErrors.tooMany().with(verdict.headers());
        }
        Account caller = accounts.require(bearer.get().accountId());
        return allowed(endpoint, call, caller, conditions).with(verdict.headers());
    }

    private Answer allowed(XEndpoint endpoint, Call call, Account caller, Conditions conditions) {
        Optional<String> unknown = endpoint.route.unknownParameter(call);
        if (unknown.isPresent()) {
            return XErrors.invalid(
                    "The query parameter [" + unknown.get() + "] is not one of " + endpoint.route.parameters());
        }
        return switch (endpoint) {
            case ME -> api.me(caller);
            case CREATE -> posting.create(call, caller, options(), conditions);
            case TIMELINE -> api.timeline(call, endpoint.route.parts(call).get(0));
            case LOOKUP -> api.lookUp(call);
            case MEDIA_INITIALIZE -> uploads.initialize(call, caller);
            case MEDIA_APPEND ->
                uploads.append(call, caller, endpoint.route.parts(call).get(0));
            case MEDIA_FINALIZE ->
                uploads.complete(caller, endpoint.route.parts(call).get(0), options(), conditions);
            case MEDIA_STATUS -> uploads.status(call, caller);
            case MEDIA_METADATA -> uploads.describe(call, caller);
            case AUTHORIZE, PAGE, TOKEN -> throw new IllegalStateException(endpoint + " is not for users");
        };
    }

    @Override
    public Answer serverError(int status) {
        return identified(XErrors.server(status));
    }

    @Override
    public Answer rateLimited(Target target, Duration until) {
        XEndpoint endpoint = Stream.of(XEndpoint.values())
                .filter(each -> each.route.name().equals(target.endpoint()))
                .findFirst()
                .orElse(null);
        return identified(XErrors.tooMany()
                .with(XLimits.exhausted(endpoint, options(), site.now().plus(until))));
    }

    /** X's header to quote to its support. */
    private static Answer identified(Answer answer) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return answer.with("x-transaction-id", id);
    }
}
