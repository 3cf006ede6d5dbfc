package io.postledger.embedded.networks.linkedin;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Client;
import io.postledger.embedded.networks.shared.Consent;
import io.postledger.embedded.networks.shared.Grants;
import io.postledger.embedded.networks.shared.Page;
import io.postledger.embedded.networks.shared.TokenPolicy;
import io.postledger.embedded.networks.shared.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** LinkedIn's consent page and token endpoint. Refresh tokens stay the same for as long as they last. */
final class LinkedInAuthorization {

    private static final Consent.Rules RULES = new Consent.Rules(
            "Postledger would like to use your LinkedIn account (simulated)",
            "client_id",
            Set.of(
                    "openid",
                    "profile",
                    "email",
                    "w_member_social",
                    "r_member_social",
                    "w_organization_social",
                    "r_organization_social",
                    "r_organization_admin",
                    "rw_organization_admin"),
            Consent.Pkce.UNKNOWN,
            query -> true);

    private final Accounts accounts;
    private final Consent consent;
    private final Grants grants;

    LinkedInAuthorization(Accounts accounts, Grants grants) {
        this.accounts = accounts;
        this.consent = new Consent(RULES, accounts, grants);
        this.grants = grants;
    }

    Answer authorize(Call call, LinkedInOptions options) {
        boolean page = Optional.ofNullable(call.query().get("simulate_account"))
                .flatMap(accounts::byHandle)
                .filter(Members::isOrganization)
                .isPresent();
        return page
                ? Page.of(400, "Something went wrong", "<p>A page does not sign in; its administrator does.</p>")
                : consent.authorize(call, Duration.ofSeconds(options.codeSeconds()));
    }

    Answer token(Call call, LinkedInOptions options) {
        Optional<Map<String, String>> form = Checks.form(call);
        if (form.isEmpty()) {
            return invalid(400, "The request must be of type application/x-www-form-urlencoded");
        }
        boolean refresh = "refresh_token".equals(form.get().get("grant_type"));
        for (String parameter : refresh
                ? List.of("refresh_token", "client_id", "client_secret")
                : List.of("grant_type", "code", "redirect_uri", "client_id", "client_secret")) {
            if (form.get().getOrDefault(parameter, "").isEmpty()) {
                return invalid(400, "A required parameter \"" + parameter + "\" is missing");
            }
        }
        if (!Client.isKnownByFields(form.get(), "client_id", "client_secret")) {
            return LinkedInErrors.oauth(401, "invalid_client", "Client authentication failed");
        }
        TokenPolicy policy = new TokenPolicy(options.accessTokenSeconds(), options.refreshTokenSeconds(), false, false);
        return refresh ? refresh(form.get(), policy) : exchange(form.get(), policy, options);
    }

    private Answer refresh(Map<String, String> form, TokenPolicy policy) {
        String token = form.get("refresh_token");
        return grants.refresh(token, policy)
                .map(tokens -> answer(tokens, token))
                .orElseGet(() -> invalid(
                        400, "The provided authorization grant or refresh token is invalid, expired or revoked"));
    }

    private Answer exchange(Map<String, String> form, TokenPolicy policy, LinkedInOptions options) {
        if (!"authorization_code".equals(form.get("grant_type"))) {
            return LinkedInErrors.oauth(400, "unsupported_grant_type", "Invalid grant type");
        }
        Consent.Exchanged exchanged = consent.exchange(form, policy);
        if (exchanged.refusalOrNull() == null) {
            Tokens tokens = exchanged.tokensOrNull();
            return answer(tokens, options.refreshTokens() ? tokens.refreshOrNull() : null);
        }
        return exchanged.refusalOrNull() == Consent.Refusal.CODE
                ? invalid(401, "Unable to retrieve access token: authorization code not found")
                : LinkedInErrors.oauth(
                        400,
                        "invalid_redirect_uri",
                        "Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization"
                                + " code. Or authorization code expired. Or external member binding exists");
    }

    private static Answer answer(Tokens tokens, String refreshOrNull) {
        ObjectNode json = Json.object()
                .put("access_token", tokens.access())
                .put("expires_in", tokens.accessSeconds())
                .put("scope", String.join(",", tokens.scopes()))
                .put("token_type", "Bearer");
        if (refreshOrNull != null) {
            json.put("refresh_token", refreshOrNull).put("refresh_token_expires_in", tokens.refreshSeconds());
        }
        return Answer.json(200, json);
    }

    private static Answer invalid(int status, String description) {
        return LinkedInErrors.oauth(status, "invalid_request", description);
    }
}
