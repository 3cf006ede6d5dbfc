package io.postledger.platform.x;

import io.postledger.platform.AccessToken;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.Codes;
import io.postledger.platform.Grant;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.RemoteAccount;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** OAuth 2 with PKCE as X does it: confidential client, rotating refresh tokens. */
final class XOAuth {

    /** {@code offline.access} is what makes X hand out refresh tokens. */
    static final List<String> SCOPES =
            List.of("tweet.read", "tweet.write", "users.read", "media.write", "offline.access");

    private final NetworkSettings settings;
    private final Api api;

    XOAuth(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    URI authorizationUri(AuthorizationRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", request.redirectUri().toString());
        query.put("scope", String.join(" ", request.scopes()));
        query.put("state", request.state());
        query.put("code_challenge", request.codeChallenge());
        query.put("code_challenge_method", "S256");
        return URI.create(settings.authorizeUri() + "?" + Api.form(query));
    }

    Grant exchangeCode(String code, String codeVerifier, URI redirectUri) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri.toString());
        form.put("code_verifier", codeVerifier);
        return grant(asClient("x.oauth2.exchange", form));
    }

    Grant refresh(RefreshToken refreshToken) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken.reveal());
        return grant(asClient("x.oauth2.refresh", form));
    }

    RemoteAccount identity(AccessToken token) {
        Reply reply = api.send("x.users.me", WireRequest.get(settings.api("/2/users/me"), Api.bearer(token)));
        JsonNode user = reply.json().path("data");
        if (!reply.isDone() || !user.path("id").isString()) {
            throw reply.failure();
        }
        String handle = user.path("username").asString("");
        return new RemoteAccount(
                user.path("id").stringValue(), handle, user.path("name").asString(handle));
    }

    /** As this application itself (HTTP Basic, RFC 6749 section 2.3.1). */
    private Reply asClient(String operation, Map<String, String> form) {
        String pair = Api.encode(settings.clientId()) + ":"
                + Api.encode(settings.clientSecret().reveal());
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return api.send(
                operation,
                WireRequest.post(settings.tokenUri(), Map.of("Authorization", "Basic " + basic), Api.formBody(form)));
    }

    private Grant grant(Reply reply) {
        JsonNode json = reply.json();
        if (!reply.isDone()) {
            throw tokenFailure(reply);
        }
        if (!json.path("access_token").isString() || !json.path("expires_in").isNumber()) {
            throw reply.failure(Kind.UNKNOWN, Codes.UNREADABLE_ANSWER);
        }
        String refresh = json.path("refresh_token").asString("");
        // Counted from when the call began: the token may end a little later than we think, never sooner.
        return new Grant(
                new AccessToken(json.path("access_token").stringValue()),
                refresh.isBlank() ? null : new RefreshToken(refresh),
                reply.exchange().at().plusSeconds(json.path("expires_in").asLong()),
                List.of(json.path("scope").asString("").trim().split("\\s+")));
    }

    /** At this endpoint 400 is about the code or token that was sent, and 401 about ourselves (RFC 6749, 5.2). */
    private static PlatformException tokenFailure(Reply reply) {
        String oauthError = String.valueOf(reply.error().codeOrNull());
        if (reply.status() == 401 || oauthError.equals("invalid_client") || oauthError.equals("unauthorized_client")) {
            return reply.failure(Kind.REFUSED, Codes.CLIENT_REFUSED);
        }
        // X answers invalid_request, where RFC 6749 has invalid_grant, for a token or code that it does not accept.
        if (reply.status() == 400 && (oauthError.equals("invalid_grant") || oauthError.equals("invalid_request"))) {
            return reply.failure(Kind.REFUSED, Codes.GRANT_REVOKED);
        }
        return reply.failure();
    }
}
