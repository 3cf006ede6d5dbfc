package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.SimulatedNetworks;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The consent page, and what the code that it gives is worth. The page lists the simulated accounts; called with
 * {@code &simulate_account=HANDLE} it consents as that account at once, and with an empty handle it declines.
 */
public final class Consent {

    private final Rules rules;
    private final Accounts accounts;
    private final Grants grants;

    /** Whether consent is asked for with a code challenge (RFC 7636, method S256). */
    public enum Pkce {
        REQUIRED,
        /** Required, and the challenge written in hexadecimal where RFC 7636 has BASE64URL. */
        HEXADECIMAL,
        OPTIONAL,
        /** The network knows of none, and ignores it. */
        UNKNOWN
    }

    /**
     * @param title of the page
     * @param clientParameter mostly {@code client_id}
     * @param scopes all that there are
     * @param refreshable whether the grant that this request leads to shall have a refresh token
     */
    public record Rules(
            String title,
            String clientParameter,
            Set<String> scopes,
            Pkce pkce,
            Predicate<Map<String, String>> refreshable) {}

    /** Why a code is not exchanged. */
    public enum Refusal {
        CODE,
        REDIRECT_URI,
        VERIFIER
    }

    /** Exactly one of both is there. */
    public record Exchanged(Tokens tokensOrNull, Refusal refusalOrNull) {}

    public Consent(Rules rules, Accounts accounts, Grants grants) {
        this.rules = rules;
        this.accounts = accounts;
        this.grants = grants;
    }

    public Answer authorize(Call call, Duration codeLife) {
        Map<String, String> query = call.query();
        Optional<String> wrong = wrong(query);
        if (wrong.isPresent()) {
            return refused(wrong.get());
        }
        String account = query.get("simulate_account");
        if (account == null) {
            return page(query, accounts.all());
        }
        if (account.isEmpty()) {
            return back(query, "error", "access_denied");
        }
        Optional<Account> chosen = accounts.byHandle(account);
        if (chosen.isEmpty()) {
            return refused("there is no simulated account " + account);
        }
        String code = grants.issueCode(
                chosen.get().id(),
                query.get("redirect_uri"),
                rules.pkce() == Pkce.UNKNOWN ? null : query.get("code_challenge"),
                query.get("scope").trim(),
                rules.refreshable().test(query),
                codeLife);
        return back(query, "code", code);
    }

    /** @param form {@code code}, {@code redirect_uri} and, where there was a challenge, {@code code_verifier} */
    public Exchanged exchange(Map<String, String> form, TokenPolicy policy) {
        Optional<Grants.Code> code = grants.useCode(form.getOrDefault("code", ""));
        if (code.isEmpty()) {
            return new Exchanged(null, Refusal.CODE);
        }
        if (!code.get().redirectUri().equals(form.get("redirect_uri"))) {
            return new Exchanged(null, Refusal.REDIRECT_URI);
        }
        String challenge = code.get().challengeOrNull();
        if (challenge != null && !challenge.equals(challengeOf(form.getOrDefault("code_verifier", "")))) {
            return new Exchanged(null, Refusal.VERIFIER);
        }
        return new Exchanged(grants.grant(code.get(), policy), null);
    }

    private static Answer back(Map<String, String> query, String name, String value) {
        String redirect = query.get("redirect_uri");
        return Answer.redirect(redirect
                + (redirect.contains("?") ? "&" : "?")
                + "state=" + encode(query.get("state"))
                + "&" + name + "=" + value);
    }

    private Optional<String> wrong(Map<String, String> query) {
        if (!"code".equals(query.get("response_type"))) {
            return Optional.of("response_type must be code");
        }
        if (!SimulatedNetworks.CLIENT_ID.equals(query.get(rules.clientParameter()))) {
            return Optional.of("unknown " + rules.clientParameter());
        }
        if (!isOnThisMachine(query.get("redirect_uri"))) {
            return Optional.of("redirect_uri is not registered");
        }
        if (query.getOrDefault("state", "").isEmpty()) {
            return Optional.of("state is missing");
        }
        boolean challenged = query.containsKey("code_challenge");
        String form = rules.pkce() == Pkce.HEXADECIMAL ? "[0-9a-f]{64}" : "[A-Za-z0-9_-]{43}";
        boolean wellChallenged = query.getOrDefault("code_challenge", "").matches(form)
                && "S256".equals(query.get("code_challenge_method"));
        boolean required = rules.pkce() == Pkce.REQUIRED || rules.pkce() == Pkce.HEXADECIMAL;
        if (required && !wellChallenged || rules.pkce() == Pkce.OPTIONAL && challenged && !wellChallenged) {
            return Optional.of("code_challenge must be of method S256");
        }
        Set<String> scopes = Grants.scopes(query.getOrDefault("scope", ""));
        return rules.scopes().containsAll(scopes) ? Optional.empty() : Optional.of("unknown scope");
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

    /** @param query of the authorization request, which each choice repeats */
    private Answer page(Map<String, String> query, List<Account> choices) {
        String again = query.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        StringBuilder list = new StringBuilder();
        for (Account account : choices) {
            list.append("<li><a href=\"?%s\">%s (@%s)</a></li>\n"
                    .formatted(
                            Page.escape(again + "&simulate_account=" + encode(account.handle())),
                            Page.escape(account.name()),
                            Page.escape(account.handle())));
        }
        return Page.of(200, rules.title(), """
                <p>It will be able to: %s. Choose who you are:</p>
                <ul>
                %s</ul>
                <p><a href="?%s">Cancel</a></p>
                """.formatted(
                        Page.escape(query.get("scope")), list, Page.escape(again + "&simulate_account=")));
    }

    private static Answer refused(String why) {
        return Page.of(
                400,
                "Something went wrong",
                "<p>You weren't able to give access to the App: %s.</p>".formatted(Page.escape(why)));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String challengeOf(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return rules.pkce() == Pkce.HEXADECIMAL
                    ? HexFormat.of().formatHex(hash)
                    : Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
