package io.postledger.embedded.networks.pinterest;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pinterest as a whole: who calls, whether they may, and what they get. */
public final class PinterestNetwork extends NetworkBase<PinterestOptions> {

    public static final NetworkKind KIND =
            new NetworkKind("pinterest", "", "/oauth/", "/v5/oauth/token", Map.of(), PinterestNetwork::new);

    private static final AccountRule ACCOUNTS = new AccountRule(
            Pattern.compile("[A-Za-z0-9_]{3,30}"),
            "an account of Pinterest has a handle (3 to 30 of A-Z a-z 0-9 _), and may have name and followers",
            Set.of());

    private final PinterestAuthorization authorization;
    private final Videos videos;
    private final PinterestApi api;
    private final PinterestLimits limits = new PinterestLimits(windows);

    PinterestNetwork(Site site) {
        super(site, ACCOUNTS, Ids.Form.DECIMAL, PinterestOptions.USUAL);
        this.authorization = new PinterestAuthorization(site, accounts, grants);
        this.videos = new Videos(site, media);
        this.api = new PinterestApi(site, accounts, posts, media);
    }

    @Override
    public Target target(Call call) {
        PinterestEndpoint endpoint = PinterestEndpoint.of(call);
        String account = handleOf(Checks.bearerToken(call));
        return new Target(name(), endpoint == null ? "unknown" : endpoint.route.name(), account);
    }

    @Override
    public boolean takesUploads(Target target) {
        return target.endpoint().equals(PinterestEndpoint.UPLOAD.route.name());
    }

    @Override
    public boolean beginsProcessing(Target target) {
        return takesUploads(target);
    }

    @Override
    public Answer answer(Call call, Target target, Conditions conditions) {
        PinterestEndpoint endpoint = PinterestEndpoint.of(call);
        if (endpoint == null) {
            return identified(
                    PinterestEndpoint.knowsPath(call)
                            ? PinterestErrors.of(405, 11, "Method not allowed.")
                            : PinterestErrors.of(404, 12, "Resource not found."));
        }
        return identified(
                switch (endpoint) {
                    case AUTHORIZE -> authorization.authorize(call, options());
                    case TOKEN -> authorization.token(call, options());
                    case PAGE -> api.page(endpoint.route.parts(call).get(0));
                    case UPLOAD -> videos.upload(call, conditions, options());
                    default -> asUser(endpoint, call, conditions);
                });
    }

    private Answer asUser(PinterestEndpoint endpoint, Call call, Conditions conditions) {
        Optional<Bearer> bearer = Checks.bearerToken(call).flatMap(grants::bearer);
        if (bearer.isEmpty()) {
            return PinterestErrors.unauthorized();
        }
        if (!bearer.get().scopes().containsAll(endpoint.route.scopes())) {
            return PinterestErrors.notPermitted();
        }
        PinterestLimits.Verdict verdict = limits.count(endpoint, bearer.get().accountId(), options(), site.now());
        if (!verdict.allowed()) {
            return PinterestErrors.tooMany().with(verdict.headers());
        }
        Account caller = accounts.require(bearer.get().accountId());
        return allowed(endpoint, call, caller, conditions).with(verdict.headers());
    }

    private Answer allowed(PinterestEndpoint endpoint, Call call, Account caller, Conditions conditions) {
        Optional<String> unknown = endpoint.route.unknownParameter(call);
        if (unknown.isPresent()) {
            return PinterestErrors.invalid("'" + unknown.get() + "' is not a parameter of this call");
        }
        List<String> parts = endpoint.route.parts(call);
        return switch (endpoint) {
            case USER -> api.user(caller);
            case BOARDS -> api.boards(call, caller);
            case MEDIA_CREATE -> videos.announce(call, caller, options(), base(call));
            case MEDIA_GET -> videos.get(parts.get(0), caller);
            case PIN_CREATE -> api.create(call, caller, conditions);
            case PIN_GET -> api.get(call, parts.get(0), caller);
            case BOARD_PINS -> api.pins(call, caller, parts.get(0), null);
            case SECTION_PINS -> api.pins(call, caller, parts.get(0), parts.get(1));
            default -> throw new IllegalStateException(endpoint + " is not for users");
        };
    }

    /** Where the caller found Pinterest. */
    private String base(Call call) {
        return "http://" + call.header("Host").orElse("127.0.0.1") + "/" + name();
    }

    @Override
    public Answer serverError(int status) {
        return identified(PinterestErrors.server(status));
    }

    @Override
    public Answer rateLimited(Target target, Duration until) {
        PinterestEndpoint endpoint = Stream.of(PinterestEndpoint.values())
                .filter(each -> each.route.name().equals(target.endpoint()))
                .findFirst()
                .orElse(null);
        return identified(PinterestErrors.tooMany().with(PinterestLimits.exhausted(endpoint, options(), until)));
    }

    /** Pinterest's header to quote to its support. */
    private static Answer identified(Answer answer) {
        return answer.with(
                "x-pinterest-rid", Long.toUnsignedString(UUID.randomUUID().getMostSignificantBits()));
    }
}
