package io.postledger.platform.linkedin;

import io.postledger.platform.AccessToken;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.Codes;
import io.postledger.platform.Grant;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * OAuth 2 as LinkedIn does it: access tokens of 60 days; refresh tokens, for approved partners only, that stay the same for a
 * year. PKCE is for native applications there, so none is sent.
 */
final class LinkedInOAuth {

    /**
     * What every application may have. LinkedIn's consent page refuses one that asks for more than its products include, so the
     * rest is asked for by the option {@code scopes}: {@code r_member_social} to look a member's posts up and count what became
     * of them; {@code w_organization_social}, {@code r_organization_social} and {@code rw_organization_admin} for pages.
     */
    private static final String USUAL_SCOPES = "openid profile w_member_social";

    private final NetworkSettings settings;
    private final Api api;

    LinkedInOAuth(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    List<String> scopes() {
        return words(settings.option("scopes", USUAL_SCOPES));
    }

    URI authorizationUri(AuthorizationRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", request.redirectUri().toString());
        query.put("state", request.state());
        query.put("scope", String.join(" ", request.scopes()));
        return URI.create(settings.authorizeUri() + "?" + Api.form(query));
    }

    Grant exchangeCode(String code, URI redirectUri) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri.toString());
        Reply reply = asClient("linkedin.oauth.exchange", form);
        if (!reply.isDone()) {
            throw refused(reply);
        }
        return grant(reply, null, Kind.UNKNOWN);
    }

    /** A refresh token is not spent by its use: whatever did not answer left it as it was. */
    Grant refresh(RefreshToken token) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", token.reveal());
        Reply reply = asClient("linkedin.oauth.refresh", form);
        if (!reply.isDone()) {
            throw reply.judgement().verdict() == Judgement.Verdict.UNDECIDED
                    ? reply.failure(Kind.NOT_DONE, reply.judgement().code())
                    : refused(reply);
        }
        return grant(reply, token, Kind.NOT_DONE);
    }

    private Reply asClient(String operation, Map<String, String> form) {
        form.put("client_id", settings.clientId());
        form.put("client_secret", settings.clientSecret().reveal());
        return api.send(operation, WireRequest.post(settings.tokenUri(), Map.of(), Api.formBody(form)));
    }

    private static Grant grant(Reply reply, RefreshToken olderOrNull, Kind whenUnreadable) {
        JsonNode json = reply.json();
        if (!json.path("access_token").isString() || !json.path("expires_in").isNumber()) {
            throw reply.failure(whenUnreadable, Codes.UNREADABLE_ANSWER);
        }
        String refresh = json.path("refresh_token").asString("");
        // Counted from when the call began: the token may end a little later than we think, never sooner.
        return new Grant(
                new AccessToken(json.path("access_token").stringValue()),
                refresh.isBlank() ? olderOrNull : new RefreshToken(refresh),
                reply.exchange().at().plusSeconds(json.path("expires_in").asLong()),
                words(json.path("scope").asString("")));
    }

    /** LinkedIn separates what it granted by commas, and what it is asked for by blanks. */
    private static List<String> words(String scopes) {
        return Arrays.stream(scopes.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** LinkedIn answers {@code invalid_request} for a code or token that it does not accept, and for a parameter missing. */
    private static PlatformException refused(Reply reply) {
        String error = String.valueOf(reply.error().codeOrNull());
        String words = LinkedInError.words(reply.error());
        if (error.equals("invalid_client") || error.equals("unauthorized_client")) {
            return reply.failure(Kind.REFUSED, Codes.CLIENT_REFUSED);
        }
        boolean ofTheGrant = error.equals("invalid_grant")
                || error.equals("invalid_request")
                        && (words.contains("invalid, expired or revoked") || words.contains("code not found"))
                || error.equals("invalid_redirect_uri");
        if (ofTheGrant && (reply.status() == 400 || reply.status() == 401)) {
            return reply.failure(Kind.REFUSED, Codes.GRANT_REVOKED);
        }
        return reply.judgement().verdict() == Judgement.Verdict.NEEDS_REFRESH
                ? reply.failure(Kind.REFUSED, Codes.CLIENT_REFUSED)
                : reply.failure();
    }
}
