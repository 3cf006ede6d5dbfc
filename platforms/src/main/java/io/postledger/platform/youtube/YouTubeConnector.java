package io.postledger.platform.youtube;

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

/** YouTube, Data API v3. */
final class YouTubeConnector implements PlatformConnector {

    /** A session knows at once what it has; how the list of uploads lags is {@link YouTubeLookUp}'s own matter. */
    private static final Duration VISIBILITY_DELAY = Duration.ofSeconds(60);

    private final YouTubeOAuth oauth;
    private final YouTubeUpload upload;
    private final YouTubeLookUp lookUp;
    private final YouTubeMetrics metrics;

    YouTubeConnector(NetworkSettings settings, Wire wire, Clock clock) {
        Api inserts = new Api(wire, clock, settings.timeouts(), new YouTubeDialect(YouTubeLimits.INSERT_BUDGET));
        Api units = new Api(wire, clock, settings.timeouts(), new YouTubeDialect(YouTubeLimits.UNIT_BUDGET));
        UploadSession sessions = new UploadSession(settings, inserts);
        this.oauth = new YouTubeOAuth(settings, units);
        this.upload = new YouTubeUpload(settings, inserts, sessions);
        this.lookUp = new YouTubeLookUp(settings, units, sessions, new UploadsList(settings, units));
        this.metrics = new YouTubeMetrics(settings, units);
    }

    @Override
    public List<String> scopes() {
        return YouTubeOAuth.SCOPES;
    }

    @Override
    public URI authorizationUri(AuthorizationRequest request) {
        return oauth.authorizationUri(request);
    }

    @Override
    public Grant exchangeCode(String code, String codeVerifier, URI redirectUri) {
        return oauth.exchangeCode(code, codeVerifier, redirectUri);
    }

    @Override
    public List<Connectable> accounts(Grant grant) {
        return List.of(new Connectable(oauth.channel(grant.accessToken()), grant));
    }

    @Override
    public Grant refresh(RefreshToken refreshToken, RemoteAccountRef account) {
        return oauth.refresh(refreshToken);
    }

    @Override
    public List<Budget> budgets() {
        return List.of(YouTubeLimits.INSERT_BUDGET, YouTubeLimits.UNIT_BUDGET);
    }

    @Override
    public Map<String, Integer> cost(Operation operation, Content content) {
        return YouTubeLimits.cost(operation);
    }

    @Override
    public Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        return upload.prepare(submission, soFar, deadline);
    }

    @Override
    public PublishOutcome publish(Submission submission, Prepared prepared, Instant deadline) {
        return upload.publish(submission, prepared, deadline);
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
