package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.SimulatedNetworks;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The consent page and the token endpoint. The page lists the simulated accounts; called with
 * {@code &simulate_account=HANDLE} it consents as that account at once, and with an empty handle it declines.
 */
final class XAuthorization {

    private static final Set<String> SCOPES = Set.of(
            "tweet.read", "tweet.write", "users.read", "offline.access", "media.write", "follows.read", "like.read");

    private final XPosts posts;
    private final XGrants grants;

    XAuthorization(XPosts posts, XGrants grants) {
        this.posts = posts;
        this.grants = grants;
    }

    Answer authorize(Call call, XOptions options) {
        Map<String, String> query = call.query();
        Optional<String> wrong = wrong(query);
        if (wrong.isPresent()) {
            return XPages.refused(wrong.get());
        }
        String account = query.get("simulate_account");
        if (account == null) {
            return XPages.consent(query, posts.accounts());
        }
        if (account.isEmpty()) {
            return back(query, "error", "access_denied");
        }
        Optional<XAccount> chosen = posts.byHandle(account);
        if (chosen.isEmpty()) {
            return XPages.refused("there is no simulated account " + account);
        }
        String code = grants.issueCode(
                chosen.get().id(),
                query.get("redirect_uri"),
                query.get("code_challenge"),
                query.get("scope").trim(),
                options);
        return back(query, "code", code);
    }

    private static Answer back(Map<String, String> query, String name, String value) {
        String redirect = query.get("redirect_uri");
        return Answer.redirect(redirect
                + (redirect.contains("?") ? "&" : "?")
                + "state=" + URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8)
                + "&" + name + "=" + value);
    }

    private static Optional<String> wrong(Map<String, String> query) {
        if (!"code".equals(query.get("response_type"))) {
            return Optional.of("response_type must be code");
        }
        if (!SimulatedNetworks.CLIENT_ID.equals(query.get("client_id"))) {
            return Optional.of("unknown client_id");
        }
        if (!isOnThisMachine(query.get("redirect_uri"))) {
            return Optional.of("redirect_uri is not registered");
        }
        if (query.getOrDefault("state", "").isEmpty()) {
            return Optional.of("state is missing");
        }
        if (!query.getOrDefault("code_challenge", "").matches("[A-Za-z0-9_-]{43}")
                || !"S256".equals(query.get("code_challenge_method"))) {
            return Optional.of("code_challenge must be of method S256");
        }
        Set<String> scopes = XGrants.scopes(query.getOrDefault("scope", ""));
        return SCOPES.containsAll(scopes) ? Optional.empty() : Optional.of("unknown scope");
    }

    /** Registered are all URIs that never leave this machine. */
    private static boolean isOnThisMachine(String uri) {
        try {
            URI redirect = URI.create(String.valueOf(uri));
            return "http".equals(redirect.getScheme())
                    && Set.of("127.0.0.1", "localhost").contains(String.valueOf(redirect.getHost()))
                    && redirect.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Answer token(Call call, XOptions options) {
        if (!call.mediaType().equals("application/x-www-form-urlencoded")) {
            return XErrors.oauth(400, "invalid_request", "Content-Type must be application/x-www-form-urlencoded.");
        }
        if (!isOurClient(call)) {
            return XErrors.oauth(401, "unauthorized_client", "Missing valid authorization header");
        }
        Map<String, String> form;
        try {
            form = Call.form(call.text());
        } catch (IllegalArgumentException e) {
            return XErrors.oauth(400, "invalid_request", "The body is not form-encoded.");
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchange(form, options);
            case "refresh_token" ->
                grants.refresh(form.getOrDefault("refresh_token", ""), options)
                        .map(XAuthorization::tokens)
                        .orElseGet(() -> invalid("Value passed for the token was invalid."));
            default -> XErrors.oauth(400, "unsupported_grant_type", "Missing or unsupported grant_type.");
        };
    }

    private Answer exchange(Map<String, String> form, XOptions options) {
        Optional<XGrants.Code> code = grants.useCode(form.getOrDefault("code", ""));
        if (code.isEmpty()) {
            return invalid("Value passed for the authorization code was invalid.");
        }
        if (!code.get().redirectUri().equals(form.get("redirect_uri"))) {
            return invalid("Value passed for the redirect uri did not match the uri of the authorization code.");
        }
        if (!code.get().challenge().equals(challengeOf(form.getOrDefault("code_verifier", "")))) {
            return invalid("Value passed for the code verifier did not match the code challenge.");
        }
        return tokens(grants.grant(code.get(), options));
    }

    private static Answer tokens(ObjectNode tokens) {
        return Answer.json(200, tokens).with(Map.of("Cache-Control", "no-store"));
    }

    private static Answer invalid(String description) {
        return XErrors.oauth(400, "invalid_request", description);
    }

    private static boolean isOurClient(Call call) {
        String pair = SimulatedNetworks.CLIENT_ID + ":" + SimulatedNetworks.CLIENT_SECRET;
        String expected = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return call.header("Authorization").orElse("").equals("Basic " + expected);
    }

    private static String challengeOf(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
