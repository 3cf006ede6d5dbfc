package io.postledger.platform.pinterest;

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
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * OAuth 2 as Pinterest does it: access tokens of 30 days, and "continuous" refresh tokens of 60, each refresh bringing the next
 * one. It documents no PKCE, so none is sent.
 */
final class PinterestOAuth {

    static final List<String> SCOPES =
            List.of("boards:read", "boards:write", "pins:read", "pins:write", "user_accounts:read");

    /** "The authorization grant is invalid": of the code or the refresh token, not of the client. */
    private static final String GRANT_INVALID = "283";

    private final NetworkSettings settings;
    private final Api api;

    PinterestOAuth(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    URI authorizationUri(AuthorizationRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", request.redirectUri().toString());
        query.put("response_type", "code");
        query.put("scope", String.join(",", request.scopes()));
        query.put("state", request.state());
        return URI.create(settings.authorizeUri() + "?" + Api.form(query));
    }

    Grant exchangeCode(String code, URI redirectUri) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri.toString());
        // Applications from before September 2025 would get a token that ends after a year.
        form.put("continuous_refresh", "true");
        return grant(asClient("pinterest.oauth.exchange", form));
    }

    Grant refresh(RefreshToken token) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", token.reveal());
        form.put("continuous_refresh", "true");
        return grant(asClient("pinterest.oauth.refresh", form));
    }

    RemoteAccount identity(AccessToken token) {
        Reply reply = api.send(
                "pinterest.user_account.get", WireRequest.get(settings.api("/v5/user_account"), Api.bearer(token)));
        JsonNode id = reply.json().path("id");
        JsonNode username = reply.json().path("username");
        if (!reply.isDone() || !id.isString() || !username.isString()) {
            throw reply.failure();
        }
        String business = reply.json().path("business_name").asString("");
        return new RemoteAccount(
                id.stringValue(), username.stringValue(), business.isBlank() ? username.stringValue() : business);
    }

    /** As this application itself (HTTP Basic). */
    private Reply asClient(String operation, Map<String, String> form) {
        String pair = settings.clientId() + ":" + settings.clientSecret().reveal();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return api.send(
                operation,
                WireRequest.post(settings.tokenUri(), Map.of("Authorization", "Basic " + basic), Api.formBody(form)));
    }

    private static Grant grant(Reply reply) {
        JsonNode json = reply.json();
        if (!reply.isDone()) {
            throw refused(reply);
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
                Arrays.stream(json.path("scope").asString("").split("[\\s,]+"))
                        .filter(word -> !word.isEmpty())
                        .toList());
    }

    /** At this endpoint 401 is about the grant when its code says so, and else about ourselves. */
    private static PlatformException refused(Reply reply) {
        if (GRANT_INVALID.equals(reply.error().codeOrNull())) {
            return reply.failure(Kind.REFUSED, Codes.GRANT_REVOKED);
        }
        return reply.status() == 401 ? reply.failure(Kind.REFUSED, Codes.CLIENT_REFUSED) : reply.failure();
    }
}
