package io.postledger.platform;

import io.postledger.api.account.Platform;
import io.postledger.platform.rules.Content;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One network. Every method makes the calls that it names, each once, within its network's time limits, and returns or
 * throws {@link PlatformException}; none retries. Implementations are safe for use by many threads.
 */
public interface PlatformConnector {

    Platform platform();

    /** The scopes to ask for, so that publishing, look-ups, metrics and refreshing work. */
    List<String> scopes();

    /** Where the user's browser is sent to consent (OAuth 2 with PKCE). No call is made. */
    URI authorizationUri(AuthorizationRequest request);

    /**
     * Turns the code that the browser brought back into a grant.
     *
     * @throws PlatformException REFUSED when the code, its verifier or the redirect URI is not accepted
     */
    Grant exchangeCode(String code, String codeVerifier, URI redirectUri);

    /**
     * Buys the next access token. The answer's refresh token replaces the one given, and must be stored before anything
     * else is done with the grant.
     *
     * @throws PlatformException REFUSED with {@link Codes#GRANT_REVOKED} when only the user can help; NOT_DONE when the
     *     old token is still good; UNKNOWN when it may be spent
     */
    Grant refresh(RefreshToken refreshToken);

    /** Whose token this is. */
    RemoteAccount identity(AccessToken accessToken);

    /**
     * Sends it, once.
     *
     * @param deadline the outcome is there by then (by the connector's clock), or sooner where the network's own time
     *     limit ends sooner; past it nothing is sent
     */
    PublishOutcome publish(Credentials credentials, RemoteAccountRef account, Content content, Instant deadline);

    /**
     * Looks for this content among the account's own posts since an instant: what to do after
     * {@link PublishOutcome.Unknown}.
     *
     * @param notBefore when the attempt began, by our clock; allowance for differing clocks is made inside
     */
    LookUp findPublished(Credentials credentials, RemoteAccountRef account, Content content, Instant notBefore);

    /** How long after an attempt ended the network may still fail to list a post that it did accept. */
    Duration visibilityDelay();

    /**
     * The counters of the account's posts, in as few calls as the network allows.
     *
     * @throws PlatformException when a call fails; readings of earlier calls of the same request are then dropped
     */
    FetchedMetrics fetchMetrics(Credentials credentials, RemoteAccountRef account, List<String> externalIds);
}
