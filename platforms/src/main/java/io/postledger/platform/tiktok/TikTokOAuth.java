package io.postledger.platform.tiktok;

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
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireRequest;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** OAuth 2 as TikTok's Login Kit does it: the client is a "key", scopes have commas, refresh tokens may rotate. */
final class TikTokOAuth {

    static final List<String> SCOPES = List.of("user.info.basic", "video.publish", "video.list");

    private final NetworkSettings settings;
    private final Api api;
    private final TikTokCalls calls;

    TikTokOAuth(NetworkSettings settings, Api api, TikTokCalls calls) {
        this.settings = settings;
        this.api = api;
        this.calls = calls;
    }

    URI authorizationUri(AuthorizationRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_key", settings.clientId());
        query.put("response_type", "code");
        query.put("scope", String.join(",", request.scopes()));
        query.put("redirect_uri", request.redirectUri().toString());
        query.put("state", request.state());
        query.put("code_challenge", hexadecimal(request.codeChallenge()));
        query.put("code_challenge_method", "S256");
        return URI.create(settings.authorizeUri() + "?" + Api.form(query));
    }

    /** TikTok writes the same SHA-256 in hexadecimal, where RFC 7636 has BASE64URL. */
    private static String hexadecimal(String codeChallenge) {
        return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(codeChallenge));
    }

    Grant exchangeCode(String code, String codeVerifier, URI redirectUri) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri.toString());
        form.put("code_verifier", codeVerifier);
        return grant(asClient("tiktok.oauth.exchange", form));
    }

    Grant refresh(RefreshToken refreshToken) {
        return grant(asClient(
                "tiktok.oauth.refresh", Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.reveal())));
    }

    /** The name that is in addresses of pages is told by the creator's information only. */
    RemoteAccount account(AccessToken token) {
        Reply user = api.send(
                "tiktok.user.info",
                WireRequest.get(settings.api("/v2/user/info/?fields=open_id%2Cdisplay_name"), Api.bearer(token)));
        JsonNode data = user.json().path("data").path("user");
        if (!user.isDone() || !data.path("open_id").isString()) {
            throw user.failure();
        }
        Reply creator = calls.creator(token);
        String handle = creator.json().path("data").path("creator_username").asString("");
        if (handle.isBlank()) {
            throw creator.failure();
        }
        return new RemoteAccount(
                data.path("open_id").stringValue(),
                handle,
                data.path("display_name").asString(handle));
    }

    private Reply asClient(String operation, Map<String, String> form) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("client_key", settings.clientId());
        all.put("client_secret", settings.clientSecret().reveal());
        return api.send(operation, WireRequest.post(settings.tokenUri(), Map.of(), Api.formBody(all)));
    }

    /** Flat, without the envelope of every other call: what proves a yes is the token. */
    private static Grant grant(Reply reply) {
        JsonNode json = reply.json();
        if (reply.status() != 200
                || !json.path("access_token").isString()
                || !json.path("expires_in").isNumber()) {
            throw tokenFailure(reply);
        }
        String refresh = json.path("refresh_token").asString("");
        // Counted from when the call began: the token may end a little later than we think, never sooner.
        return new Grant(
                new AccessToken(json.path("access_token").stringValue()),
                refresh.isBlank() ? null : new RefreshToken(refresh),
                reply.exchange().at().plusSeconds(json.path("expires_in").asLong()),
                List.of(json.path("scope").asString("").split(",")));
    }

    /** Errors of OAuth come with 200 as well as with 400. */
    private static PlatformException tokenFailure(Reply reply) {
        return switch (String.valueOf(reply.error().codeOrNull())) {
            case "invalid_client", "unauthorized_client" -> reply.failure(Kind.REFUSED, Codes.CLIENT_REFUSED);
            case "invalid_grant" -> reply.failure(Kind.REFUSED, Codes.GRANT_REVOKED);
            case "invalid_request", "invalid_scope", "unsupported_grant_type" ->
                reply.failure(Kind.REFUSED, Codes.INVALID_REQUEST);
            case "rate_limit_exceeded" -> reply.failure(Kind.NOT_DONE, Codes.RATE_LIMITED);
            default ->
                reply.judgement().verdict() == Verdict.NOT_TAKEN
                        ? reply.failure()
                        : reply.failure(Kind.UNKNOWN, reply.isDone() ? Codes.UNREADABLE_ANSWER : code(reply));
        };
    }

    private static String code(Reply reply) {
        return reply.judgement().code();
    }
}
