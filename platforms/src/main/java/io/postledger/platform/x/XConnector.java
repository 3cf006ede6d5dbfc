package io.postledger.platform.x;

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
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.Content;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** X, API v2. */
final class XConnector implements PlatformConnector {

    /** X names no bound; its timelines are seen to lag by seconds. */
    private static final Duration VISIBILITY_DELAY = Duration.ofSeconds(60);

    private final XOAuth oauth;
    private final XUploads uploads;
    private final XPublishing publishing;
    private final XLookUp lookUp;
    private final XMetrics metrics;

    XConnector(NetworkSettings settings, Wire wire, Clock clock) {
        XApis apis = XApis.of(settings, wire, clock);
        this.oauth = new XOAuth(settings, apis.others());
        this.uploads = new XUploads(settings, apis);
        this.publishing = new XPublishing(settings, apis.posts(), uploads);
        this.lookUp = new XLookUp(settings, apis.timelines());
        this.metrics = new XMetrics(settings, apis.lookups());
    }

    @Override
    public List<String> scopes() {
        return XOAuth.SCOPES;
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
        return List.of(new Connectable(oauth.identity(grant.accessToken()), grant));
    }

    @Override
    public Grant refresh(RefreshToken refreshToken, RemoteAccountRef account) {
        return oauth.refresh(refreshToken);
    }

    @Override
    public List<Budget> budgets() {
        return XLimits.BUDGETS;
    }

    @Override
    public Map<String, Integer> cost(Operation operation, Content content) {
        return XLimits.cost(operation, content);
    }

    @Override
    public Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        return uploads.prepare(submission, soFar, deadline);
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
