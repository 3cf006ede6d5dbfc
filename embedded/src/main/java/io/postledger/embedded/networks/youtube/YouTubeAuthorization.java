package io.postledger.embedded.networks.youtube;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Client;
import io.postledger.embedded.networks.shared.Consent;
import io.postledger.embedded.networks.shared.Grants;
import io.postledger.embedded.networks.shared.TokenPolicy;
import io.postledger.embedded.networks.shared.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Google's consent page and token endpoint: a refresh token for offline access only, and the same one for ever. */
final class YouTubeAuthorization {

    private static final Consent.Rules RULES = new Consent.Rules(
            "Postledger wants to access a YouTube channel (simulated)",
            "client_id",
            Set.of(YouTubeEndpoint.Scopes.READ, YouTubeEndpoint.Scopes.UPLOAD),
            Consent.Pkce.OPTIONAL,
            query -> "offline".equals(query.get("access_type")));

    private final Consent consent;
    private final Grants grants;

    YouTubeAuthorization(Accounts accounts, Grants grants) {
        this.consent = new Consent(RULES, accounts, grants);
        this.grants = grants;
    }

    Answer authorize(Call call, YouTubeOptions options) {
        return consent.authorize(call, Duration.ofSeconds(options.codeSeconds()));
    }

    Answer token(Call call, YouTubeOptions options) {
        Optional<Map<String, String>> form = Checks.form(call);
        if (form.isEmpty()) {
            return YouTubeErrors.oauth(400, "invalid_request", "The body is not form-encoded.");
        }
        if (!Client.isKnownByFields(form.get(), "client_id", "client_secret")) {
            return YouTubeErrors.oauth(401, "invalid_client", "The OAuth client was not found.");
        }
        TokenPolicy policy = new TokenPolicy(options.accessTokenSeconds(), 0, false, false);
        return switch (form.get().getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchange(form.get(), policy);
            case "refresh_token" ->
                grants.refresh(form.get().getOrDefault("refresh_token", ""), policy)
                        .map(YouTubeAuthorization::answer)
                        .orElseGet(
                                () -> YouTubeErrors.oauth(400, "invalid_grant", "Token has been expired or revoked."));
            default -> YouTubeErrors.oauth(400, "unsupported_grant_type", "Invalid grant_type");
        };
    }

    private Answer exchange(Map<String, String> form, TokenPolicy policy) {
        Consent.Exchanged exchanged = consent.exchange(form, policy);
        if (exchanged.refusalOrNull() == null) {
            return answer(exchanged.tokensOrNull());
        }
        return switch (exchanged.refusalOrNull()) {
            case CODE -> YouTubeErrors.oauth(400, "invalid_grant", "Malformed auth code.");
            case REDIRECT_URI -> YouTubeErrors.oauth(400, "redirect_uri_mismatch", "Bad Request");
            case VERIFIER -> YouTubeErrors.oauth(400, "invalid_grant", "Invalid code verifier.");
        };
    }

    private static Answer answer(Tokens tokens) {
        ObjectNode json = Json.object()
                .put("access_token", tokens.access())
                .put("expires_in", tokens.accessSeconds())
                .put("scope", tokens.scope())
                .put("token_type", "Bearer");
        tokens.refresh().ifPresent(refresh -> json.put("refresh_token", refresh));
        return Answer.json(200, json).with("Cache-Control", "no-store");
    }
}
