package io.postledger.embedded.networks.graph;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.SimulatedNetworks;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Bearer;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Consent;
import io.postledger.embedded.networks.shared.Grants;
import io.postledger.embedded.networks.shared.Grants.Standing;
import io.postledger.embedded.networks.shared.TokenPolicy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Facebook Login: the dialog, the exchange of codes and tokens, and who a token speaks for. A person's tokens are
 * {@link Bearer#USUAL} (of hours) and {@link #PERSON} (of about 60 days); a Page's is {@link #PAGE} and its id.
 */
final class GraphTokens {

    static final String PERSON = "person";
    static final String PAGE = "page:";

    private final Consent consent;
    private final Grants grants;
    private final Predicate<Standing> exchangeable;

    /** @param exchangeable how a token must stand to be exchanged for one that lives longer */
    GraphTokens(String title, Set<String> scopes, Accounts accounts, Grants grants, Predicate<Standing> exchangeable) {
        this.consent = new Consent(
                new Consent.Rules(title, "client_id", scopes, Consent.Pkce.UNKNOWN, query -> false), accounts, grants);
        this.grants = grants;
        this.exchangeable = exchangeable;
    }

    Answer dialog(Call call, GraphOptions options) {
        return consent.authorize(call, Duration.ofSeconds(options.codeSeconds()));
    }

    Answer exchange(Map<String, String> query, GraphOptions options) {
        if (!SimulatedNetworks.CLIENT_ID.equals(query.get("client_id"))) {
            return GraphErrors.error(400, 101, 0, "Error validating application.");
        }
        if (!SimulatedNetworks.CLIENT_SECRET.equals(query.get("client_secret"))) {
            return GraphErrors.error(400, 1, 0, "Error validating client secret.");
        }
        boolean extension = "fb_exchange_token".equals(query.get("grant_type"));
        Set<String> known = extension
                ? Set.of("grant_type", "client_id", "client_secret", "fb_exchange_token")
                : Set.of("client_id", "client_secret", "redirect_uri", "code");
        Optional<String> unknown = Checks.unknown(query.keySet(), known);
        if (unknown.isPresent()) {
            return GraphErrors.invalid("Unexpected parameter: " + unknown.get());
        }
        return extension ? extend(query.getOrDefault("fb_exchange_token", ""), options) : exchangeCode(query, options);
    }

    private Answer exchangeCode(Map<String, String> query, GraphOptions options) {
        Consent.Exchanged exchanged =
                consent.exchange(query, new TokenPolicy(options.shortTokenSeconds(), 0, false, false));
        if (exchanged.refusalOrNull() == null) {
            return token(exchanged.tokensOrNull().access(), options.shortTokenSeconds());
        }
        return exchanged.refusalOrNull() == Consent.Refusal.REDIRECT_URI
                ? GraphErrors.error(
                        400,
                        100,
                        36008,
                        "Error validating verification code. Please make sure your redirect_uri is identical to the one"
                                + " you used in the OAuth dialog request")
                : GraphErrors.error(400, 100, 36009, "This authorization code has been used.");
    }

    private Answer extend(String token, GraphOptions options) {
        Standing standing = grants.standing(token);
        if (!exchangeable.test(standing)) {
            return GraphErrors.token(standing);
        }
        String grant = grants.owner(token).orElseThrow().grantId();
        return token(grants.accessOf(grant, PERSON, options.personTokenSeconds()), options.personTokenSeconds());
    }

    private static Answer token(String token, long seconds) {
        ObjectNode json = Json.object().put("access_token", token).put("token_type", "bearer");
        if (seconds > 0) {
            json.put("expires_in", seconds);
        }
        return Answer.json(200, json);
    }

    Answer permissions(Bearer bearer) {
        ObjectNode json = Json.object();
        ArrayNode data = json.putArray("data");
        bearer.scopes()
                .forEach(scope -> data.addObject().put("permission", scope).put("status", "granted"));
        return Answer.json(200, json);
    }

    /** A new token of a Page, which does not end by itself. */
    String pageToken(Bearer person, String pageId) {
        return grants.accessOf(person.grantId(), PAGE + pageId, 0);
    }

    /** Where it is carried: the header, or the parameter. */
    static Optional<String> carried(Call call, Map<String, String> parameters) {
        Optional<String> header = call.header("Authorization")
                .filter(value -> value.startsWith("OAuth "))
                .map(value -> value.substring(6));
        return Checks.bearerToken(call).or(() -> header).or(() -> Optional.ofNullable(parameters.get("access_token")));
    }

    /** Why it is not taken; empty when it is. The application is set to ask for the proof that its secret is known. */
    Optional<Answer> refusal(Optional<String> token, String proofOrNull) {
        if (token.isEmpty()) {
            return Optional.of(GraphErrors.error(400, 104, 0, "An access token is required to request this resource."));
        }
        Standing standing = grants.standing(token.get());
        if (standing != Standing.GOOD) {
            return Optional.of(GraphErrors.token(standing));
        }
        if (proofOrNull == null) {
            return Optional.of(
                    GraphErrors.error(400, 100, 0, "API calls from the server require an appsecret_proof argument"));
        }
        return proofOf(token.get()).equals(proofOrNull)
                ? Optional.empty()
                : Optional.of(GraphErrors.error(400, 100, 0, "Invalid appsecret_proof provided in the API argument"));
    }

    private static String proofOf(String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SimulatedNetworks.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
