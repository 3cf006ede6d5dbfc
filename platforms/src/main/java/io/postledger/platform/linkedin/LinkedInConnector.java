package io.postledger.platform.linkedin;

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
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.Content;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** LinkedIn's versioned API. */
final class LinkedInConnector implements PlatformConnector {

    /** LinkedIn names no bound. */
    private static final Duration VISIBILITY_DELAY = Duration.ofSeconds(60);

    /** Without a refresh token only the user can help, who is to be told a week before. */
    private static final Duration REFRESH_AHEAD = Duration.ofDays(7);

    private final LinkedInOAuth oauth;
    private final LinkedInAccounts accounts;
    private final LinkedInMedia media;
    private final LinkedInPublishing publishing;
    private final LinkedInLookUp lookUp;
    private final LinkedInMetrics metrics;

    LinkedInConnector(NetworkSettings settings, Wire wire, Clock clock) {
        Api api = new Api(wire, clock, settings.timeouts(), new LinkedInDialect());
        LinkedInCalls calls = new LinkedInCalls(settings, api);
        this.oauth = new LinkedInOAuth(settings, api);
        this.accounts = new LinkedInAccounts(calls);
        this.media = new LinkedInMedia(calls, api);
        this.publishing = new LinkedInPublishing(calls, api, settings);
        this.lookUp = new LinkedInLookUp(calls, settings);
        this.metrics = new LinkedInMetrics(calls, api);
    }

    @Override
    public List<String> scopes() {
        return oauth.scopes();
    }

    @Override
    public URI authorizationUri(AuthorizationRequest request) {
        return oauth.authorizationUri(request);
    }

    @Override
    public Grant exchangeCode(String code, String codeVerifier, URI redirectUri) {
        return oauth.exchangeCode(code, redirectUri);
    }

    @Override
    public List<Connectable> accounts(Grant grant) {
        return accounts.of(grant);
    }

    @Override
    public Grant refresh(RefreshToken refreshToken, RemoteAccountRef account) {
        return oauth.refresh(refreshToken);
    }

    @Override
    public Duration refreshAhead() {
        return REFRESH_AHEAD;
    }

    @Override
    public List<Budget> budgets() {
        return LinkedInLimits.BUDGETS;
    }

    @Override
    public Map<String, Integer> cost(Operation operation, Content content) {
        return LinkedInLimits.cost(operation);
    }

    @Override
    public Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        return media.prepare(submission, soFar, deadline);
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
        return metrics.fetch(credentials, account, externalIds);
    }
}
