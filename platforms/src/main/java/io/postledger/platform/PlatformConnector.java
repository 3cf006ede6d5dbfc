package io.postledger.platform;

import io.postledger.platform.rules.Content;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One network. Every method makes the calls that it names, each once, within its network's time limits, and returns or
 * throws {@link PlatformException}; none retries. Implementations are safe for use by many threads.
 */
public interface PlatformConnector {

    /** The scopes to ask for, so that publishing, look-ups, metrics and refreshing work. */
    List<String> scopes();

    /** Where the user's browser is sent to consent. No call is made. */
    URI authorizationUri(AuthorizationRequest request);

    /**
     * Turns the code that the browser brought back into a grant.
     *
     * @throws PlatformException REFUSED when the code, its verifier or the redirect URI is not accepted
     */
    Grant exchangeCode(String code, String codeVerifier, URI redirectUri);

    /** The accounts that the grant covers, at least one; each with the grant to use it by. */
    List<Connectable> accounts(Grant grant);

    /**
     * Buys the next access token. The answer's refresh token replaces the one given, and must be stored before anything
     * else is done with the grant.
     *
     * @throws PlatformException REFUSED with {@link Codes#GRANT_REVOKED} when only the user can help; NOT_DONE when the
     *     old token is still good; UNKNOWN when it may be spent
     */
    Grant refresh(RefreshToken refreshToken, RemoteAccountRef account);

    /** How long before an access token ends it is time to buy the next, so that a network that is away costs nothing. */
    default Duration refreshAhead() {
        return Duration.ofMinutes(10);
    }

    /** The network's documented limits. */
    List<Budget> budgets();

    /** What an operation spends, by the names of {@link #budgets()}; {@code content} is null where it does not matter. */
    Map<String, Integer> cost(Operation operation, Content content);

    /**
     * Makes ready at the network what can be made ready without anybody seeing it: uploads, containers. To be called
     * before each attempt to send, with what was handed out so far; what is ready already costs a call at most.
     *
     * @param deadline the answer is there by then (by the connector's clock); what is not done yet is left for later
     */
    Preparation prepare(Submission submission, Prepared soFar, Instant deadline);

    /**
     * Sends it, once.
     *
     * @param prepared what {@link #prepare} ended with
     * @param deadline the outcome is there by then (by the connector's clock), or sooner where the network's own time
     *     limit ends sooner; past it nothing is sent
     */
    PublishOutcome publish(Submission submission, Prepared prepared, Instant deadline);

    /**
     * Finds out what became of sending: by the network's own id where there is one, else among the account's posts since
     * the first attempt. What to do after {@link PublishOutcome.Unknown} and {@link PublishOutcome.Accepted}.
     *
     * @param attempt allowance for differing clocks is made inside
     */
    LookUp lookUp(Submission submission, Prepared prepared, Attempt attempt);

    /** How long after an attempt ended the network may still fail to list a post that it did accept. */
    Duration visibilityDelay();

    /**
     * The counters of the account's posts, in as few calls as the network allows.
     *
     * @throws PlatformException when a call fails; readings of earlier calls of the same request are then dropped
     */
    FetchedMetrics fetchMetrics(Credentials credentials, RemoteAccountRef account, List<String> externalIds);
}
