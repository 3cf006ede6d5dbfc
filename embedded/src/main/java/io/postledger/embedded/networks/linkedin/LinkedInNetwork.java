package io.postledger.embedded.networks.linkedin;

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
import io.postledger.embedded.networks.shared.RateWindows;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** LinkedIn as a whole: who calls, in which version, whether they may, and what they get. */
public final class LinkedInNetwork extends NetworkBase<LinkedInOptions> {

    public static final NetworkKind KIND = new NetworkKind(
            "linkedin",
            "",
            "/oauth/v2/authorization",
            "/oauth/v2/accessToken",
            Map.of(
                    "scopes",
                    "openid profile w_member_social r_member_social"
                            + " w_organization_social r_organization_social rw_organization_admin"),
            LinkedInNetwork::new);

    private static final AccountRule ACCOUNTS = new AccountRule(
            Pattern.compile("[A-Za-z0-9_-]{3,100}"),
            "an account of LinkedIn has a handle (3 to 100 of A-Z a-z 0-9 _ -), and may have name and followers; a page has"
                    + " kind \"organization\" and the handle of its administrator",
            Set.of(Members.KIND, Members.ADMINISTRATOR));

    private static final RateWindows.Window DAY = RateWindows.Window.daily(ZoneOffset.UTC);

    /** URNs: of members and pages, of posts. Of files the part behind their kind, which is not known when they begin. */
    private static final Ids.Form URNS = new Ids.Form() {
        @Override
        public String account(long number, Map<String, String> fields) {
            return Members.urn(number, fields);
        }

        @Override
        public String post(long number, Account author) {
            return LinkedInApi.postUrn(number);
        }

        @Override
        public String media(long number, Account owner) {
            return "C4E10AQ" + Long.toString(number, 36);
        }
    };

    private final LinkedInAuthorization authorization;
    private final Members members;
    private final Uploads uploads;
    private final LinkedInApi api;

    LinkedInNetwork(Site site) {
        super(site, ACCOUNTS, URNS, LinkedInOptions.USUAL);
        this.authorization = new LinkedInAuthorization(accounts, grants);
        this.members = new Members(accounts);
        this.uploads = new Uploads(site, members, grants, media);
        this.api = new LinkedInApi(site, accounts, members, uploads, posts);
    }

    @Override
    public Target target(Call call) {
        LinkedInEndpoint endpoint = LinkedInEndpoint.of(call);
        String account = handleOf(Checks.bearerToken(call));
        return new Target(name(), endpoint == null ? "unknown" : endpoint.route.name(), account);
    }

    @Override
    public boolean takesUploads(Target target) {
        return isOneOf(target, LinkedInEndpoint.IMAGE_UPLOAD, LinkedInEndpoint.VIDEO_UPLOAD);
    }

    @Override
    public boolean beginsProcessing(Target target) {
        return isOneOf(target, LinkedInEndpoint.IMAGE_UPLOAD, LinkedInEndpoint.VIDEO_FINALIZE);
    }

    private static boolean isOneOf(Target target, LinkedInEndpoint... endpoints) {
        return List.of(endpoints).stream()
                .anyMatch(endpoint -> endpoint.route.name().equals(target.endpoint()));
    }

    @Override
    public Answer answer(Call call, Target target, Conditions conditions) {
        LinkedInEndpoint endpoint = LinkedInEndpoint.of(call);
        if (endpoint == null) {
            return identified(
                    LinkedInEndpoint.knowsPath(call)
                            ? LinkedInErrors.refused(405, "METHOD_NOT_ALLOWED", "Method not allowed")
                            : LinkedInErrors.refused(404, "RESOURCE_NOT_FOUND", "No virtual resource found"));
        }
        List<String> parts = endpoint.route.parts(call);
        return identified(
                switch (endpoint) {
                    case AUTHORIZE -> authorization.authorize(call, options());
                    case TOKEN -> authorization.token(call, options());
                    case PAGE -> api.page(parts.get(0));
                    case IMAGE_UPLOAD -> uploads.putImage(call, parts.get(0), conditions, options());
                    case VIDEO_UPLOAD -> uploads.putPart(call, parts.get(0), Integer.parseInt(parts.get(1)), options());
                    default -> asMember(endpoint, call, conditions);
                });
    }

    private Answer asMember(LinkedInEndpoint endpoint, Call call, Conditions conditions) {
        Optional<String> token = Checks.bearerToken(call);
        if (token.isEmpty()) {
            return LinkedInErrors.noToken();
        }
        Optional<Bearer> caller = token.flatMap(grants::bearer);
        if (caller.isEmpty()) {
            return LinkedInErrors.unauthorized(grants.standing(token.get()));
        }
        Optional<Answer> outdated = endpoint.isVersioned() ? outdated(call) : Optional.empty();
        if (outdated.isPresent()) {
            return outdated.get();
        }
        Optional<String> unknown = endpoint.route.unknownParameter(call);
        if (unknown.isPresent()) {
            return LinkedInErrors.bad("ILLEGAL_ARGUMENT", "Query parameter '" + unknown.get() + "' is not known");
        }
        return limit(endpoint, caller.get().accountId())
                .orElseGet(() -> allowed(endpoint, call, caller.get(), conditions));
    }

    private Optional<Answer> outdated(Call call) {
        String version = call.header("LinkedIn-Version").orElse("");
        if (version.isEmpty()) {
            return Optional.of(LinkedInErrors.bad(
                    "VERSION_MISSING",
                    "A version must be present. Please specify a version by adding the Linkedin-Version header."));
        }
        if (!version.matches("[0-9]{6}")
                || version.compareTo(options().oldestVersion()) < 0
                || version.compareTo(options().newestVersion()) > 0) {
            return Optional.of(LinkedInErrors.refused(
                    426, "NONEXISTENT_VERSION", "Requested version " + version + "01 is not active"));
        }
        return call.header("X-Restli-Protocol-Version").orElse("").equals("2.0.0")
                ? Optional.empty()
                : Optional.of(LinkedInErrors.bad(
                        "ILLEGAL_ARGUMENT", "Header X-Restli-Protocol-Version must be 2.0.0 for this call"));
    }

    private Optional<Answer> limit(LinkedInEndpoint endpoint, String accountId) {
        String name = endpoint.route.name();
        int limit = options().limits().getOrDefault(name, Integer.MAX_VALUE);
        if (!windows.take(name + " " + accountId, limit, DAY, 1, site.now()).allowed()) {
            return Optional.of(LinkedInErrors.limitOfTheDay("MEMBER"));
        }
        return windows.take("app", options().appCallsPerDay(), DAY, 1, site.now())
                        .allowed()
                ? Optional.empty()
                : Optional.of(LinkedInErrors.limitOfTheDay("APPLICATION"));
    }

    private Answer allowed(LinkedInEndpoint endpoint, Call call, Bearer caller, Conditions conditions) {
        List<String> parts = endpoint.route.parts(call);
        return switch (endpoint) {
            case USERINFO -> members.userinfo(caller);
            case ORGANIZATION_ACLS -> members.acls(call, caller);
            case ORGANIZATIONS -> members.organizations(call);
            case IMAGE_INITIALIZE -> uploads.initializeImage(call, caller, options(), base(call));
            case VIDEO_INITIALIZE -> uploads.initializeVideo(call, caller, options(), base(call));
            case VIDEO_FINALIZE -> uploads.finalizeVideo(call, caller, conditions, options());
            case IMAGE_GET -> uploads.get("image", parts.get(0), caller);
            case VIDEO_GET -> uploads.get("video", parts.get(0), caller);
            case POST_CREATE -> api.create(call, caller, options(), conditions);
            case POST_FIND -> api.find(call, caller);
            case POST_GET -> api.get(parts.get(0), caller);
            case SOCIAL_METADATA -> api.socialMetadata(call, caller);
            case SHARE_STATISTICS -> api.shareStatistics(call, caller);
            default -> throw new IllegalStateException(endpoint + " is not for members");
        };
    }

    /** Where the caller found LinkedIn. */
    private String base(Call call) {
        return "http://" + call.header("Host").orElse("127.0.0.1") + "/" + name();
    }

    @Override
    public Answer serverError(int status) {
        return identified(LinkedInErrors.server(status));
    }

    @Override
    public Answer rateLimited(Target target, Duration until) {
        return identified(LinkedInErrors.rush());
    }

    /** LinkedIn's headers to quote to its support. */
    private static Answer identified(Answer answer) {
        String id = UUID.randomUUID().toString();
        return answer.with(Map.of("x-li-uuid", id, "x-li-request-id", id, "x-li-fabric", "simulated"));
    }
}
