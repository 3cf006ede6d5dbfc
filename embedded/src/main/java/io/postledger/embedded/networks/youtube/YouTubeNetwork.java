package io.postledger.embedded.networks.youtube;

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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** YouTube as a whole: who calls, whether they may, and what they get. */
public final class YouTubeNetwork extends NetworkBase<YouTubeOptions> {

    public static final NetworkKind KIND = new NetworkKind(
            "youtube", "", "/o/oauth2/v2/auth", "/token", Map.of("pages", "{base}"), YouTubeNetwork::new);

    private static final AccountRule ACCOUNTS = new AccountRule(
            Pattern.compile("[A-Za-z0-9_.-]{3,30}"),
            "a channel has a handle (3 to 30 of A-Z a-z 0-9 _ . -), and may have name and followers",
            Set.of());

    /** Channels have 24 characters and begin with UC, videos have 11. */
    private static final Ids.Form FORM = new Ids.Form() {
        @Override
        public String account(long number) {
            return "UC" + short64(number) + short64(~number);
        }

        @Override
        public String post(long number, Account author) {
            return short64(number);
        }

        private String short64(long number) {
            byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    };

    private final YouTubeAuthorization authorization;
    private final YouTubeQuota quota;
    private final YouTubeUploads uploads;
    private final YouTubeLists lists;

    YouTubeNetwork(Site site) {
        super(site, ACCOUNTS, FORM, YouTubeOptions.USUAL);
        VideoJson videos = new VideoJson(site, accounts);
        this.authorization = new YouTubeAuthorization(accounts, grants);
        this.quota = new YouTubeQuota(windows);
        this.uploads = new YouTubeUploads(site, media, posts, quota, videos);
        this.lists = new YouTubeLists(accounts, posts, videos);
    }

    @Override
    public Target target(Call call) {
        YouTubeEndpoint endpoint = YouTubeEndpoint.of(call);
        String account = handleOf(Checks.bearerToken(call));
        return new Target(name(), endpoint == null ? "unknown" : endpoint.route.name(), account);
    }

    @Override
    public Answer answer(Call call, Target target, Conditions conditions) {
        YouTubeEndpoint endpoint = YouTubeEndpoint.of(call);
        if (endpoint == null) {
            return YouTubeErrors.notFound();
        }
        return switch (endpoint) {
            case AUTHORIZE -> authorization.authorize(call, options());
            case PAGE -> lists.page(call);
            case TOKEN -> authorization.token(call, options());
            default -> asUser(endpoint, call, conditions);
        };
    }

    private Answer asUser(YouTubeEndpoint endpoint, Call call, Conditions conditions) {
        Optional<Bearer> bearer = Checks.bearerToken(call).flatMap(grants::bearer);
        if (bearer.isEmpty()) {
            return YouTubeErrors.unauthorized();
        }
        if (!bearer.get().scopes().containsAll(endpoint.route.scopes())) {
            return YouTubeErrors.scopeMissing();
        }
        Optional<String> unknown = endpoint.route.unknownParameter(call);
        if (unknown.isPresent()) {
            return YouTubeErrors.parameter("unexpectedParameter", "Unexpected parameter: " + unknown.get());
        }
        if (!quota.allows(endpoint, options(), site.now())) {
            return YouTubeErrors.quota();
        }
        Account caller = accounts.require(bearer.get().accountId());
        return switch (endpoint) {
            case CHANNELS -> lists.channels(call, caller);
            case PLAYLIST_ITEMS -> lists.playlistItems(call, caller);
            case VIDEOS -> lists.videos(call, caller);
            case INSERT -> uploads.insert(call, caller, options());
            case UPLOAD, UPLOAD_STATUS -> uploads.put(call, caller, options(), conditions);
            default -> throw new IllegalStateException(endpoint + " is not for users");
        };
    }

    @Override
    public boolean takesUploads(Target target) {
        return isUpload(target);
    }

    @Override
    public boolean keepsCutBodies(Target target) {
        return isUpload(target);
    }

    @Override
    public boolean beginsProcessing(Target target) {
        return isUpload(target);
    }

    private static boolean isUpload(Target target) {
        return target.endpoint().equals(YouTubeEndpoint.UPLOAD.route.name());
    }

    @Override
    public Answer serverError(int status) {
        return YouTubeErrors.server(status);
    }

    /** Google does not say when such a limit ends: a header {@code Retry-After} is what there is at most. */
    @Override
    public Answer rateLimited(Target target, Duration until) {
        return YouTubeErrors.tooFast().with("Retry-After", Long.toString(Math.max(1, until.toSeconds())));
    }
}
