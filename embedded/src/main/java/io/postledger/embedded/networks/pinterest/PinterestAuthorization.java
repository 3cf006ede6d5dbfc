package io.postledger.embedded.networks.pinterest;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
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

/** Pinterest's consent page and token endpoint; each refresh spends the refresh token and gives another. */
final class PinterestAuthorization {

    private static final Consent.Rules RULES = new Consent.Rules(
            "Postledger would like access to a Pinterest account (simulated)",
            "client_id",
            Set.of(
                    "boards:read",
                    "boards:read_secret",
                    "boards:write",
                    "boards:write_secret",
                    "pins:read",
                    "pins:read_secret",
                    "pins:write",
                    "pins:write_secret",
                    "user_accounts:read"),
            Consent.Pkce.UNKNOWN,
            query -> true);

    private final Site site;
    private final Consent consent;
    private final Grants grants;

    PinterestAuthorization(Site site, Accounts accounts, Grants grants) {
        this.site = site;
        this.consent = new Consent(RULES, accounts, grants);
        this.grants = grants;
    }

    Answer authorize(Call call, PinterestOptions options) {
        return consent.authorize(call, Duration.ofSeconds(options.codeSeconds()));
    }

    Answer token(Call call, PinterestOptions options) {
        Optional<Map<String, String>> form = Checks.form(call);
        if (form.isEmpty()) {
            return PinterestErrors.invalid("the body is not form-encoded");
        }
        if (!Client.isKnownByBasic(call)) {
            return PinterestErrors.unauthorized();
        }
        TokenPolicy policy = new TokenPolicy(
                options.accessTokenSeconds(), options.refreshTokenSeconds(), true, options.spentRefreshRevokes());
        String type = form.get().getOrDefault("grant_type", "");
        return switch (type) {
            case "authorization_code" -> {
                Consent.Exchanged exchanged = consent.exchange(form.get(), policy);
                yield exchanged.refusalOrNull() == null
                        ? answer(exchanged.tokensOrNull(), type)
                        : PinterestErrors.grantInvalid();
            }
            case "refresh_token" ->
                grants.refresh(form.get().getOrDefault("refresh_token", ""), policy)
                        .map(tokens -> answer(tokens, type))
                        .orElseGet(PinterestErrors::grantInvalid);
            default -> PinterestErrors.invalid("'" + type + "' is not a grant_type");
        };
    }

    private Answer answer(Tokens tokens, String type) {
        ObjectNode json = Json.object()
                .put("response_type", type)
                .put("access_token", tokens.access())
                .put("token_type", "bearer")
                .put("expires_in", tokens.accessSeconds())
                .put("scope", String.join(" ", tokens.scopes()));
        tokens.refresh()
                .ifPresent(refresh -> json.put("refresh_token", refresh)
                        .put("refresh_token_expires_in", tokens.refreshSeconds())
                        .put(
                                "refresh_token_expires_at",
                                site.now().plusSeconds(tokens.refreshSeconds()).getEpochSecond()));
        return Answer.json(200, json);
    }
}
