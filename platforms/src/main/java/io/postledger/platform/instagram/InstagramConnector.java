package io.postledger.platform.instagram;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Attempt;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.Budget;
import io.postledger.platform.Connectable;
import io.postledger.platform.Credentials;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.Grant;
import io.postledger.platform.LookUp;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Operation;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Preparation;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.RemoteAccountRef;
import io.postledger.platform.Submission;
import io.postledger.platform.graph.GraphApi;
import io.postledger.platform.graph.GraphDialect;
import io.postledger.platform.graph.GraphLogin;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.Content;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Instagram, Graph API with Facebook Login. */
final class InstagramConnector implements PlatformConnector {

    private static final List<String> SCOPES = List.of(
            "instagram_basic",
            "instagram_content_publish",
            "instagram_manage_insights",
            "pages_show_list",
            "pages_read_engagement");

    /** Meta names no bound; a container is seen to lag by seconds. */
    private static final Duration VISIBILITY_DELAY = Duration.ofSeconds(60);

    /** A token that ended cannot be renewed, so it is renewed long before. */
    private static final Duration REFRESH_AHEAD = Duration.ofDays(1);

    private final GraphLogin login;
    private final InstagramAccounts accounts;
    private final InstagramContainers containers;
    private final InstagramPublishing publishing;
    private final InstagramLookUp lookUp;
    private final InstagramMetrics metrics;

    InstagramConnector(NetworkSettings settings, Wire wire, Clock clock) {
        GraphDialect dialect = new GraphDialect(InstagramErrors::judge, InstagramLimits::said);
        GraphApi api = new GraphApi(settings, wire, clock, dialect);
        this.login = new GraphLogin(settings, api, "instagram");
        this.accounts = new InstagramAccounts(api);
        this.containers = new InstagramContainers(settings, api);
        this.publishing = new InstagramPublishing(settings, api);
        this.lookUp = new InstagramLookUp(api);
        this.metrics = new InstagramMetrics(api, dialect);
    }

    @Override
    public List<String> scopes() {
        return SCOPES;
    }

    @Override
    public URI authorizationUri(AuthorizationRequest request) {
        return login.authorizationUri(request);
    }

    @Override
    public Grant exchangeCode(String code, String codeVerifier, URI redirectUri) {
        return login.exchangeCode(code, redirectUri);
    }

    @Override
    public List<Connectable> accounts(Grant grant) {
        return accounts.list(grant);
    }

    @Override
    public Grant refresh(RefreshToken refreshToken, RemoteAccountRef account) {
        return login.extend(new AccessToken(refreshToken.reveal()));
    }

    @Override
    public Duration refreshAhead() {
        return REFRESH_AHEAD;
    }

    @Override
    public List<Budget> budgets() {
        return InstagramLimits.budgets();
    }

    @Override
    public Map<String, Integer> cost(Operation operation, Content content) {
        return InstagramLimits.cost(operation, content);
    }

    @Override
    public Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        return containers.prepare(submission, soFar, deadline);
    }

    @Override
    public PublishOutcome publish(Submission submission, Prepared prepared, Instant deadline) {
        return publishing.publish(submission, prepared, deadline);
    }

    @Override
    public LookUp lookUp(Submission submission, Prepared prepared, Attempt attempt) {
        return lookUp.find(submission, prepared, attempt);
    }

    @Override
    public Duration visibilityDelay() {
        return VISIBILITY_DELAY;
    }

    @Override
    public FetchedMetrics fetchMetrics(Credentials credentials, RemoteAccountRef account, List<String> externalIds) {
        return metrics.fetch(credentials, externalIds);
    }
}
