package io.postledger.platform.youtube;

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
import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** OAuth 2 as Google does it for web servers: the refresh token stays the same until it is revoked. */
final class YouTubeOAuth {

    static final List<String> SCOPES = List.of(
            "https://www.googleapis.com/auth/youtube.upload", "https://www.googleapis.com/auth/youtube.readonly");

    private final NetworkSettings settings;
    private final Api api;

    YouTubeOAuth(NetworkSettings settings, Api api) {
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
        query.put("access_type", "offline");
        // Without it Google hands out a refresh token at the first consent only: connecting again would end without
        // one.
        query.put("prompt", "consent");
        return URI.create(settings.authorizeUri() + "?" + Api.form(query));
    }

    Grant exchangeCode(String code, String codeVerifier, URI redirectUri) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri.toString());
        form.put("code_verifier", codeVerifier);
        Reply reply = asClient("youtube.oauth2.exchange", form);
        if (!reply.isDone()) {
            throw tokenFailure(reply);
        }
        String refresh = reply.json().path("refresh_token").asString("");
        return grant(reply, refresh.isBlank() ? null : new RefreshToken(refresh), Kind.UNKNOWN);
    }

    /** A refresh token is not spent by its use: whatever did not answer left it as it was. */
    Grant refresh(RefreshToken refreshToken) {
        Reply reply = asClient(
                "youtube.oauth2.refresh",
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.reveal()));
        if (!reply.isDone()) {
            throw reply.judgement().verdict() == Judgement.Verdict.UNDECIDED
                    ? reply.failure(Kind.NOT_DONE, reply.judgement().code())
                    : tokenFailure(reply);
        }
        String another = reply.json().path("refresh_token").asString("");
        return grant(reply, another.isBlank() ? refreshToken : new RefreshToken(another), Kind.NOT_DONE);
    }

    /** The channel of the Google account, or of the brand account that was chosen at consent. */
    RemoteAccount channel(AccessToken token) {
        Reply reply = api.send(
                "youtube.channels.list",
                WireRequest.get(
                        settings.api("/youtube/v3/channels?" + Api.form(Map.of("part", "snippet", "mine", "true"))),
                        Api.bearer(token)));
        if (!reply.isDone() || !reply.json().path("kind").asString("").equals("youtube#channelListResponse")) {
            throw reply.failure();
        }
        JsonNode channel = reply.json().path("items").path(0);
        if (!channel.path("id").isString()) {
            throw new PlatformException(
                    Kind.REFUSED,
                    Codes.FORBIDDEN,
                    "This Google account has no YouTube channel.",
                    null,
                    reply.exchange());
        }
        JsonNode snippet = channel.path("snippet");
        String title = snippet.path("title").asString("");
        String handle = snippet.path("customUrl").asString("").replaceFirst("^@", "");
        return new RemoteAccount(channel.path("id").stringValue(), handle.isBlank() ? title : handle, title);
    }

    private Reply asClient(String operation, Map<String, String> form) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("client_id", settings.clientId());
        all.put("client_secret", settings.clientSecret().reveal());
        return api.send(operation, WireRequest.post(settings.tokenUri(), Map.of(), Api.formBody(all)));
    }

    private static Grant grant(Reply reply, RefreshToken refreshTokenOrNull, Kind whenUnreadable) {
        JsonNode json = reply.json();
        if (!json.path("access_token").isString() || !json.path("expires_in").isNumber()) {
            throw reply.failure(whenUnreadable, Codes.UNREADABLE_ANSWER);
        }
        // Counted from when the call began: the token may end a little later than we think, never sooner.
        return new Grant(
                new AccessToken(json.path("access_token").stringValue()),
                refreshTokenOrNull,
                reply.exchange().at().plusSeconds(json.path("expires_in").asLong()),
                List.of(json.path("scope").asString("").trim().split("\\s+")));
    }

    /** At this endpoint 400 is about the code or token that was sent, and 401 about ourselves. */
    private static PlatformException tokenFailure(Reply reply) {
        return switch (String.valueOf(reply.error().codeOrNull())) {
            case "invalid_client", "unauthorized_client", "deleted_client", "redirect_uri_mismatch" ->
                reply.failure(Kind.REFUSED, Codes.CLIENT_REFUSED);
            case "invalid_grant" -> reply.failure(Kind.REFUSED, Codes.GRANT_REVOKED);
            default -> reply.status() == 401 ? reply.failure(Kind.REFUSED, Codes.CLIENT_REFUSED) : reply.failure();
        };
    }
}
