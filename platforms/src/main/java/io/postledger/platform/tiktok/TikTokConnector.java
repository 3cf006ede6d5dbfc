package io.postledger.platform.tiktok;

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

/** TikTok, Content Posting API. */
final class TikTokConnector implements PlatformConnector {

    /** Bytes that were under way when a call broke are counted within seconds; this is more. */
    private static final Duration VISIBILITY_DELAY = Duration.ofSeconds(60);

    /** Refresh tokens live a year, access tokens a day: there is time. */
    private static final Duration REFRESH_AHEAD = Duration.ofHours(1);

    /** The least, however they count a megabyte: the last chunk should fit into one attempt on a slow line too. */
    private static final String CHUNK_BYTES = Long.toString(5 * 1024 * 1024);

    private final TikTokOAuth oauth;
    private final TikTokPreparing preparing;
    private final TikTokPublishing publishing;
    private final TikTokLookUp lookUp;
    private final TikTokMetrics metrics;

    TikTokConnector(NetworkSettings settings, Wire wire, Clock clock) {
        Api api = TikTokCalls.api(settings, wire, clock, null);
        TikTokCalls calls = new TikTokCalls(settings, wire, clock);
        TikTokChunks chunks = new TikTokChunks(new Api(wire, clock, settings.timeouts(), new UploadDialect()));
        long chunkBytes = Long.parseLong(settings.option("chunkBytes", CHUNK_BYTES));
        this.oauth = new TikTokOAuth(settings, api, calls);
        this.preparing = new TikTokPreparing(api, calls, new CreatorCheck(calls), chunks, chunkBytes);
        this.publishing = new TikTokPublishing(api, calls, chunks);
        this.lookUp = new TikTokLookUp(settings, api, calls, new TikTokVideos(settings, calls));
        this.metrics = new TikTokMetrics(api, calls);
    }

    @Override
    public List<String> scopes() {
        return TikTokOAuth.SCOPES;
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
        return List.of(new Connectable(oauth.account(grant.accessToken()), grant));
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
        return TikTokLimits.BUDGETS;
    }

    @Override
    public Map<String, Integer> cost(Operation operation, Content content) {
        return TikTokLimits.cost(operation, content);
    }

    @Override
    public Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        return preparing.prepare(submission, soFar, deadline);
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
