package io.postledger.platform.facebook;

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

/** Facebook Pages, Graph API. */
final class FacebookConnector implements PlatformConnector {

    private static final List<String> SCOPES =
            List.of("pages_show_list", "pages_read_engagement", "pages_manage_posts", "read_insights");

    /** Meta names no bound; its feeds are seen to lag by seconds. */
    private static final Duration VISIBILITY_DELAY = Duration.ofSeconds(60);

    private final GraphApi api;
    private final GraphLogin login;
    private final FacebookAccounts accounts;
    private final FacebookPhotos photos;
    private final FacebookVideo video;
    private final FacebookVideoUpload upload;
    private final FacebookPublishing publishing;
    private final FacebookLookUp lookUp;
    private final FacebookMetrics metrics;

    FacebookConnector(NetworkSettings settings, Wire wire, Clock clock) {
        GraphDialect dialect = new GraphDialect();
        this.api = new GraphApi(settings, wire, clock, dialect);
        this.login = new GraphLogin(settings, api, "facebook");
        this.accounts = new FacebookAccounts(api);
        FacebookPlaces places = new FacebookPlaces(settings);
        this.photos = new FacebookPhotos(api, places);
        this.video = new FacebookVideo(api, places);
        this.upload = new FacebookVideoUpload(api, places, video);
        this.publishing = new FacebookPublishing(api, places);
        this.lookUp = new FacebookLookUp(api, places);
        this.metrics = new FacebookMetrics(api, dialect);
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
        return accounts.refresh(refreshToken, account);
    }

    @Override
    public List<Budget> budgets() {
        return FacebookLimits.BUDGETS;
    }

    @Override
    public Map<String, Integer> cost(Operation operation, Content content) {
        return FacebookLimits.cost(operation, content);
    }

    @Override
    public Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        if (!submission.content().videos().isEmpty()) {
            return upload.prepare(submission, soFar, deadline);
        }
        return submission.content().images().isEmpty()
                ? new Preparation.Ready(soFar, api.notMade("facebook.media.none", "a text needs no preparing"))
                : photos.prepare(submission, soFar, deadline);
    }

    @Override
    public PublishOutcome publish(Submission submission, Prepared prepared, Instant deadline) {
        return submission.content().videos().isEmpty()
                ? publishing.publish(submission, prepared, deadline)
                : video.publish(submission, prepared, deadline);
    }

    @Override
    public LookUp lookUp(Submission submission, Prepared prepared, Attempt attempt) {
        return submission.content().videos().isEmpty()
                ? lookUp.find(submission, prepared, attempt)
                : video.lookUp(submission, prepared);
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
