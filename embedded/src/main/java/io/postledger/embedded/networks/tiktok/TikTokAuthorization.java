package io.postledger.embedded.networks.tiktok;

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

/** TikTok's consent page and token endpoint, which speaks without the envelope. */
final class TikTokAuthorization {

    private static final Consent.Rules RULES = new Consent.Rules(
            "Postledger wants to access a TikTok account (simulated)",
            "client_key",
            Set.of(
                    "user.info.basic",
                    "user.info.profile",
                    "user.info.stats",
                    "video.list",
                    "video.publish",
                    "video.upload"),
            Consent.Pkce.HEXADECIMAL,
            query -> true);

    private final Consent consent;
    private final Grants grants;

    TikTokAuthorization(Accounts accounts, Grants grants) {
        this.consent = new Consent(RULES, accounts, grants);
        this.grants = grants;
    }

    Answer authorize(Call call, TikTokOptions options) {
        return consent.authorize(call, Duration.ofSeconds(options.codeSeconds()));
    }

    Answer token(Call call, TikTokOptions options) {
        Optional<Map<String, String>> form = Checks.form(call);
        if (form.isEmpty()) {
            return TikTokAnswers.oauth("invalid_request", "Content-Type must be application/x-www-form-urlencoded.");
        }
        if (!Client.isKnownByFields(form.get(), "client_key", "client_secret")) {
            return TikTokAnswers.oauth("invalid_client", "Client key or secret is incorrect.");
        }
        TokenPolicy policy = new TokenPolicy(
                options.accessTokenSeconds(), options.refreshTokenSeconds(), options.refreshRotates(), false);
        return switch (form.get().getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchange(form.get(), policy);
            case "refresh_token" -> refresh(form.get().getOrDefault("refresh_token", ""), policy);
            default -> TikTokAnswers.oauth("unsupported_grant_type", "The grant type is not supported.");
        };
    }

    private Answer refresh(String token, TokenPolicy policy) {
        return grants.refresh(token, policy)
                .map(tokens -> answer(tokens, tokens.refresh().orElse(token)))
                .orElseGet(() -> TikTokAnswers.oauth("invalid_grant", "Refresh token is invalid or expired."));
    }

    private Answer exchange(Map<String, String> form, TokenPolicy policy) {
        Consent.Exchanged exchanged = consent.exchange(form, policy);
        if (exchanged.refusalOrNull() == null) {
            Tokens tokens = exchanged.tokensOrNull();
            return answer(tokens, tokens.refresh().orElseThrow());
        }
        return switch (exchanged.refusalOrNull()) {
            case CODE -> TikTokAnswers.oauth("invalid_grant", "Authorization code is expired.");
            case REDIRECT_URI ->
                TikTokAnswers.oauth(
                        "invalid_request", "Redirect_uri is not matched with the uri when requesting code.");
            case VERIFIER -> TikTokAnswers.oauth("invalid_request", "Code verifier or code challenge is invalid.");
        };
    }

    private static Answer answer(Tokens tokens, String refreshToken) {
        ObjectNode json = Json.object()
                .put("access_token", tokens.access())
                .put("expires_in", tokens.accessSeconds())
                .put("open_id", tokens.accountId())
                .put("refresh_expires_in", tokens.refreshSeconds())
                .put("refresh_token", refreshToken)
                .put("scope", tokens.scope())
                .put("token_type", "Bearer");
        return Answer.json(200, json).with("Cache-Control", "no-cache");
    }
}
