package io.postledger.embedded.networks.tiktok;

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
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.NetworkBase;
import io.postledger.embedded.networks.shared.RateWindows;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** TikTok as a whole: who calls, whether they may, and what they get. */
public final class TikTokNetwork extends NetworkBase<TikTokOptions> {

    public static final NetworkKind KIND = new NetworkKind(
            "tiktok", "", "/v2/auth/authorize/", "/v2/oauth/token/", Map.of("pages", "{base}"), TikTokNetwork::new);

    private static final AccountRule ACCOUNTS = new AccountRule(
            Pattern.compile("[A-Za-z0-9_.]{2,24}"),
            "an account of TikTok has a handle (2 to 24 of A-Z a-z 0-9 _ .), and may have name, followers and private",
            Set.of(Creator.PRIVATE));

    private static final RateWindows.Window MINUTE = RateWindows.Window.of(Duration.ofMinutes(1));

    private final TikTokAuthorization authorization;
    private final Creator creator;
    private final TikTokPosts tikToks;
    private final TikTokPublishing publishing;

    TikTokNetwork(Site site) {
        super(site, ACCOUNTS, Ids.Form.DECIMAL, TikTokOptions.USUAL);
        this.authorization = new TikTokAuthorization(accounts, grants);
        this.creator = new Creator(site, windows);
        this.tikToks = new TikTokPosts(site, accounts, posts);
        this.publishing = new TikTokPublishing(site, media, creator, tikToks);
    }

    /** An upload is of the account that announced it. */
    @Override
    public Target target(Call call) {
        TikTokEndpoint endpoint = TikTokEndpoint.of(call);
        String account = endpoint == TikTokEndpoint.UPLOAD
                ? media.find(call.query().getOrDefault("upload_id", ""))
                        .map(Media::accountId)
                        .map(id -> accounts.require(id).handle())
                        .orElse(null)
                : handleOf(Checks.bearerToken(call));
        return new Target(name(), endpoint == null ? "unknown" : endpoint.route.name(), account);
    }

    @Override
    public Answer answer(Call call, Target target, Conditions conditions) {
        TikTokEndpoint endpoint = TikTokEndpoint.of(call);
        if (endpoint == null) {
            return TikTokAnswers.error(404, "unsupported_path", "Unsupported path(Janus)");
        }
        return switch (endpoint) {
            case AUTHORIZE -> authorization.authorize(call, options());
            case PAGE -> tikToks.page(endpoint.route.parts(call).get(0));
            case PROFILE -> tikToks.profile(endpoint.route.parts(call).get(0));
            case TOKEN -> authorization.token(call, options());
            case UPLOAD -> publishing.chunk(call, options(), conditions);
            default -> asUser(endpoint, call, conditions);
        };
    }

    private Answer asUser(TikTokEndpoint endpoint, Call call, Conditions conditions) {
        Optional<Bearer> bearer = Checks.bearerToken(call).flatMap(grants::bearer);
        if (bearer.isEmpty()) {
            return TikTokAnswers.unauthorized();
        }
        if (!bearer.get().scopes().containsAll(endpoint.route.scopes())) {
            return TikTokAnswers.scopeMissing();
        }
        Account caller = accounts.require(bearer.get().accountId());
        String name = endpoint.route.name();
        int limit = options().limits().getOrDefault(name, Integer.MAX_VALUE);
        if (!windows.take(name + " " + caller.id(), limit, MINUTE, 1, site.now())
                .allowed()) {
            return TikTokAnswers.tooMany();
        }
        Optional<String> unknown = endpoint.route.unknownParameter(call);
        if (unknown.isPresent()) {
            return TikTokAnswers.invalid("There is no parameter " + unknown.get());
        }
        return switch (endpoint) {
            case USER -> Creator.user(caller, call.query().getOrDefault("fields", ""));
            case CREATOR -> creator.info(caller, options());
            case VIDEO_INIT -> publishing.video(call, caller, options());
            case PHOTO_INIT -> publishing.photos(call, caller, options(), conditions);
            case STATUS -> publishing.status(call, caller, options());
            case LIST -> tikToks.list(call, caller);
            case QUERY -> tikToks.query(call, caller);
            default -> throw new IllegalStateException(endpoint + " is not for users");
        };
    }

    @Override
    public boolean takesUploads(Target target) {
        return target.endpoint().equals(TikTokEndpoint.UPLOAD.route.name());
    }

    @Override
    public boolean beginsProcessing(Target target) {
        return takesUploads(target) || target.endpoint().equals(TikTokEndpoint.PHOTO_INIT.route.name());
    }

    @Override
    public Answer serverError(int status) {
        return TikTokAnswers.server(status);
    }

    /** TikTok does not say when: a minute, by its reference. */
    @Override
    public Answer rateLimited(Target target, Duration until) {
        return TikTokAnswers.tooMany();
    }
}
