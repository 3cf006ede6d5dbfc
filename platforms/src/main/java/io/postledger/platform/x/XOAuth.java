package io.postledger.platform.x;

import io.postledger.platform.AccessToken;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.Codes;
import io.postledger.platform.Grant;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.RemoteAccount;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** OAuth 2 with PKCE as X does it: confidential client, rotating refresh tokens. */
final class XOAuth {

    /** {@code offline.access} is what makes X hand out refresh tokens. */
    static final List<String> SCOPES = List.of("tweet.read", "tweet.write", "users.read", "offline.access");

    private static final String TOKEN_PATH = "/2/oauth2/token";

    private final XSettings settings;
    private final XClient client;

    XOAuth(XSettings settings, XClient client) {
        this.settings = settings;
        this.client = client;
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
        return URI.create(settings.authorizeUri() + "?" + XClient.form(query));
    }

    Grant exchangeCode(String code, String codeVerifier, URI redirectUri) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri.toString());
        form.put("code_verifier", codeVerifier);
        return grant(client.postFormAsClient("x.oauth2.exchange", TOKEN_PATH, form));
    }

    Grant refresh(RefreshToken refreshToken) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken.reveal());
        return grant(client.postFormAsClient("x.oauth2.refresh", TOKEN_PATH, form));
    }

    RemoteAccount identity(AccessToken token) {
        Reply reply = client.get("x.users.me", "/2/users/me", Map.of(), token);
        JsonNode user = reply.json().path("data");
        if (reply.status() != 200 || !user.path("id").isString()) {
            throw XFailures.of(reply);
        }
        String handle = user.path("username").asString("");
        return new RemoteAccount(
                user.path("id").stringValue(), handle, user.path("name").asString(handle));
    }

    private Grant grant(Reply reply) {
        JsonNode json = reply.json();
        if (reply.status() != 200) {
            throw tokenFailure(reply);
        }
        if (!json.path("access_token").isString() || !json.path("expires_in").isNumber()) {
            throw new PlatformException(
                    Kind.UNKNOWN, Codes.UNREADABLE_ANSWER, "a grant without a token", null, reply.exchange());
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
            return new PlatformException(Kind.REFUSED, Codes.CLIENT_REFUSED, reply.reason(), null, reply.exchange());
        }
        // X answers invalid_request, where RFC 6749 has invalid_grant, for a token or code that it does not accept.
        if (reply.status() == 400 && (oauthError.equals("invalid_grant") || oauthError.equals("invalid_request"))) {
            return new PlatformException(Kind.REFUSED, Codes.GRANT_REVOKED, reply.reason(), null, reply.exchange());
        }
        return XFailures.of(reply);
    }
}
