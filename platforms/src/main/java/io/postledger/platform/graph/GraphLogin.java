package io.postledger.platform.graph;

import io.postledger.platform.AccessToken;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.Codes;
import io.postledger.platform.Grant;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.Reply;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Facebook Login, by which a person lets us act for their Pages and Instagram accounts. Its tokens are not spent by use, so
 * a call that fails on the way has cost nothing.
 *
 * @see <a href="https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow">the flow</a>
 * @see <a href="https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived">long-lived tokens</a>
 */
public final class GraphLogin {

    private final NetworkSettings settings;
    private final GraphApi api;
    private final String network;

    /** @param network begins the names of operations, such as {@code facebook} */
    public GraphLogin(NetworkSettings settings, GraphApi api, String network) {
        this.settings = settings;
        this.api = api;
        this.network = network;
    }

    /** Meta documents PKCE for OpenID Connect only; here the state and the application's secret stand guard. */
    public URI authorizationUri(AuthorizationRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", request.redirectUri().toString());
        query.put("state", request.state());
        query.put("response_type", "code");
        query.put("scope", String.join(",", request.scopes()));
        return URI.create(settings.authorizeUri() + "?" + Api.form(query));
    }

    /**
     * The code for a token of hours, that for one of about 60 days, and what it may do: people can untick permissions.
     *
     * @return a grant of the person, not of an account
     */
    public Grant exchangeCode(String code, URI redirectUri) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", redirectUri.toString());
        query.put("client_secret", settings.clientSecret().reveal());
        query.put("code", code);
        Reply exchanged = api.asClient(network + ".oauth.exchange", query);
        if (!exchanged.isDone() && GraphError.of(exchanged.json()).code() == 100) {
            // Here 100 is about the code: spent, too old, or for another redirect URI.
            throw exchanged.failure(Kind.REFUSED, Codes.GRANT_REVOKED);
        }
        AccessToken shortLived = token(exchanged).orElseThrow(exchanged::failure);
        Reply extended = exchange(shortLived);
        Grant person = grant(extended).orElseThrow(() -> codeSpent(extended));
        Reply reply = api.get(network + ".permissions", "/me/permissions", Map.of(), person.accessToken());
        if (!reply.isDone() || !reply.json().path("data").isArray()) {
            throw codeSpent(reply);
        }
        List<String> granted = new ArrayList<>();
        for (JsonNode permission : reply.json().path("data")) {
            if (permission.path("status").asString("").equals("granted")) {
                granted.add(permission.path("permission").asString(""));
            }
        }
        return new Grant(person.accessToken(), person.refreshTokenOrNull(), person.expiresAt(), granted);
    }

    /**
     * A token that still works for one that works about 60 days longer; the old one goes on until its own end.
     *
     * @throws PlatformException REFUSED with {@link Codes#GRANT_REVOKED} when it works no more; NOT_DONE otherwise
     */
    public Grant extend(AccessToken token) {
        Reply reply = exchange(token);
        return grant(reply).orElseThrow(() -> onRefresh(reply));
    }

    private Reply exchange(AccessToken token) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("grant_type", "fb_exchange_token");
        query.put("client_id", settings.clientId());
        query.put("client_secret", settings.clientSecret().reveal());
        query.put("fb_exchange_token", token.reveal());
        return api.asClient(network + ".oauth.extend", query);
    }

    private static Optional<Grant> grant(Reply reply) {
        // Tokens of some businesses do not end, and no end is told then.
        JsonNode seconds = reply.json().path("expires_in");
        Instant end = seconds.isIntegralNumber() ? reply.exchange().at().plusSeconds(seconds.asLong()) : Grant.NEVER;
        return token(reply).map(token -> new Grant(token, new RefreshToken(token.reveal()), end, List.of()));
    }

    /** @throws PlatformException when the answer is about ourselves */
    private static Optional<AccessToken> token(Reply reply) {
        JsonNode token = reply.json().path("access_token");
        if (reply.isDone() && token.isString() && !token.stringValue().isBlank()) {
            return Optional.of(new AccessToken(token.stringValue()));
        }
        GraphError error = GraphError.of(reply.json());
        // 101, and 1 with these words, are about ourselves; 1 with other words is Meta's trouble.
        boolean aboutUs = error.code() == 101
                || error.code() == 1 && error.message().toLowerCase(Locale.ROOT).contains("client secret");
        if (aboutUs) {
            throw reply.failure(Kind.REFUSED, Codes.CLIENT_REFUSED);
        }
        return Optional.empty();
    }

    /** The code was good, and is spent: asking again would not help. */
    private static PlatformException codeSpent(Reply reply) {
        PlatformException failure = reply.failure();
        return failure.kind() == Kind.NOT_DONE ? reply.failure(Kind.UNKNOWN, failure.code()) : failure;
    }

    /** What a failed call that was made to renew a grant means: with a token that is not taken, only its owner can help. */
    public static PlatformException onRefresh(Reply reply) {
        Verdict verdict = reply.judgement().verdict();
        if (verdict == Verdict.NEEDS_REFRESH) {
            return reply.failure(Kind.REFUSED, Codes.GRANT_REVOKED);
        }
        if (verdict == Verdict.REFUSED) {
            return reply.failure();
        }
        return reply.failure(
                Kind.NOT_DONE,
                reply.isDone() ? Codes.UNREADABLE_ANSWER : reply.judgement().code());
    }
}
