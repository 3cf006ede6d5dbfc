package io.postledger.platform.pinterest;

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

/** Pinterest, API v5. */
final class PinterestConnector implements PlatformConnector {

    /** Pinterest names no bound. */
    private static final Duration VISIBILITY_DELAY = Duration.ofSeconds(60);

    /** Of the thirty that an access token lasts. */
    private static final Duration REFRESH_AHEAD = Duration.ofDays(1);

    private final Api api;
    private final PinterestLimits limits;
    private final PinterestOAuth oauth;
    private final PinVideo videos;
    private final PinterestPublishing publishing;
    private final PinterestLookUp lookUp;
    private final PinterestMetrics metrics;

    PinterestConnector(NetworkSettings settings, Wire wire, Clock clock) {
        this.api = new Api(wire, clock, settings.timeouts(), new PinterestDialect());
        this.limits = new PinterestLimits(settings);
        this.oauth = new PinterestOAuth(settings, api);
        this.videos = new PinVideo(settings, api);
        this.publishing = new PinterestPublishing(settings, api);
        this.lookUp = new PinterestLookUp(settings, api);
        this.metrics = new PinterestMetrics(settings, api);
    }

    @Override
    public List<String> scopes() {
        return PinterestOAuth.SCOPES;
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
        return List.of(new Connectable(oauth.identity(grant.accessToken()), grant));
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
        return limits.budgets();
    }

    @Override
    public Map<String, Integer> cost(Operation operation, Content content) {
        return limits.cost(operation, content);
    }

    /** A picture is fetched by Pinterest when it is published. */
    @Override
    public Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        return submission.content().videos().stream()
                .findFirst()
                .map(video -> videos.prepare(submission, video, soFar, deadline))
                .orElseGet(() -> new Preparation.Ready(
                        soFar, api.notMade("pinterest.media.none", "a picture needs no preparing")));
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
