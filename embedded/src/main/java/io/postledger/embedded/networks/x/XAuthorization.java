package io.postledger.embedded.networks.x;

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

/** X's consent page and token endpoint. */
final class XAuthorization {

    private static final Consent.Rules RULES = new Consent.Rules(
            "Postledger wants to access an X account (simulated)",
            "client_id",
            Set.of(
                    "tweet.read",
                    "tweet.write",
                    "users.read",
                    "offline.access",
                    "media.write",
                    "follows.read",
                    "like.read"),
            Consent.Pkce.REQUIRED,
            query -> Grants.scopes(query.get("scope")).contains("offline.access"));

    private final Consent consent;
    private final Grants grants;

    XAuthorization(Accounts accounts, Grants grants) {
        this.consent = new Consent(RULES, accounts, grants);
        this.grants = grants;
    }

    Answer authorize(Call call, XOptions options) {
        return consent.authorize(call, Duration.ofSeconds(options.codeSeconds()));
    }

    Answer token(Call call, XOptions options) {
        if (!call.mediaType().equals("application/x-www-form-urlencoded")) {
            return XErrors.oauth(400, "invalid_request", "Content-Type must be application/x-www-form-urlencoded.");
        }
        if (!Client.isKnownByBasic(call)) {
            return XErrors.oauth(401, "unauthorized_client", "Missing valid authorization header");
        }
        Optional<Map<String, String>> form = Checks.form(call);
        if (form.isEmpty()) {
            return XErrors.oauth(400, "invalid_request", "The body is not form-encoded.");
        }
        TokenPolicy policy = new TokenPolicy(options.accessTokenSeconds(), 0, true, options.spentRefreshRevokes());
        return switch (form.get().getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchange(form.get(), policy);
            case "refresh_token" ->
                grants.refresh(form.get().getOrDefault("refresh_token", ""), policy)
                        .map(XAuthorization::answer)
                        .orElseGet(() -> invalid("Value passed for the token was invalid."));
            default -> XErrors.oauth(400, "unsupported_grant_type", "Missing or unsupported grant_type.");
        };
    }

    private Answer exchange(Map<String, String> form, TokenPolicy policy) {
        Consent.Exchanged exchanged = consent.exchange(form, policy);
        if (exchanged.refusalOrNull() == null) {
            return answer(exchanged.tokensOrNull());
        }
        return invalid(
                switch (exchanged.refusalOrNull()) {
                    case CODE -> "Value passed for the authorization code was invalid.";
                    case REDIRECT_URI ->
                        "Value passed for the redirect uri did not match the uri of the authorization code.";
                    case VERIFIER -> "Value passed for the code verifier did not match the code challenge.";
                });
    }

    private static Answer answer(Tokens tokens) {
        ObjectNode json = Json.object()
                .put("token_type", "bearer")
                .put("expires_in", tokens.accessSeconds())
                .put("access_token", tokens.access())
                .put("scope", tokens.scope());
        tokens.refresh().ifPresent(refresh -> json.put("refresh_token", refresh));
        return Answer.json(200, json).with("Cache-Control", "no-store");
    }

    private static Answer invalid(String description) {
        return XErrors.oauth(400, "invalid_request", description);
    }
}
