package io.postledger.platform.x;

import io.postledger.api.account.Platform;
import io.postledger.platform.AccessToken;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.Credentials;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.Grant;
import io.postledger.platform.LookUp;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.RemoteAccount;
import io.postledger.platform.RemoteAccountRef;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.Content;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** X, API v2. */
public final class XConnector implements PlatformConnector {

    /** X names no bound; its timelines are seen to lag by seconds. */
    private static final Duration VISIBILITY_DELAY = Duration.ofSeconds(60);

    private final XOAuth oauth;
    private final XPublishing publishing;
    private final XLookUp lookUp;
    private final XMetrics metrics;

    /** @param wire shared with the other connectors, and closed by who made it */
    public XConnector(XSettings settings, Wire wire, Clock clock) {
        XClient client = new XClient(settings, wire, clock);
        this.oauth = new XOAuth(settings, client);
        this.publishing = new XPublishing(settings, client);
        this.lookUp = new XLookUp(settings, client);
        this.metrics = new XMetrics(client);
    }

    @Override
    public Platform platform() {
        return Platform.X;
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
    public Grant refresh(RefreshToken refreshToken) {
        return oauth.refresh(refreshToken);
    }

    @Override
    public RemoteAccount identity(AccessToken accessToken) {
        return oauth.identity(accessToken);
    }

    @Override
    public PublishOutcome publish(
            Credentials credentials, RemoteAccountRef account, Content content, Instant deadline) {
        return publishing.publish(credentials, content, deadline);
    }

    @Override
    public LookUp findPublished(Credentials credentials, RemoteAccountRef account, Content content, Instant notBefore) {
        return lookUp.find(credentials, account, content, notBefore);
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
