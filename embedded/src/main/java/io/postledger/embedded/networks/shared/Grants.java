package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Site;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Codes, grants and their tokens. Each change is an event in the journal before it takes effect. */
public final class Grants {

    private static final Pattern BETWEEN_SCOPES = Pattern.compile("[\\s,]+");

    private final Site site;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, Granted> grants = new ConcurrentHashMap<>();
    private final Map<String, Access> accesses = new ConcurrentHashMap<>();
    private final Map<String, Refresh> refreshes = new ConcurrentHashMap<>();

    /**
     * An authorization code, good once.
     *
     * @param challengeOrNull null when the consent was asked for without PKCE
     * @param refreshable whether the grant shall have a refresh token
     */
    public record Code(
            String grantId,
            String accountId,
            String redirectUri,
            String challengeOrNull,
            String scope,
            boolean refreshable,
            Instant expiresAt) {}

    private record Granted(String accountId, String scope, Set<String> scopes, boolean revoked) {}

    private record Access(String grantId, String kind, Instant expiresAtOrNull) {}

    private record Refresh(String grantId, Instant expiresAtOrNull, boolean spent) {}

    /** How a token stands. */
    public enum Standing {
        UNKNOWN,
        GOOD,
        EXPIRED,
        REVOKED
    }

    Grants(Site site) {
        this.site = site;
    }

    String issueCode(
            String accountId, String redirectUri, String challenge, String scope, boolean refreshable, Duration life) {
        String code = secret();
        happen(site.event("code")
                .put("code", code)
                .put("grant", secret())
                .put("account", accountId)
                .put("redirectUri", redirectUri)
                .put("challenge", challenge)
                .put("scope", scope)
                .put("refreshable", refreshable)
                .put("expiresAt", site.now().plus(life).toString()));
        return code;
    }

    /** The code if it is known, unexpired and unused; it is used now, whatever becomes of the exchange. */
    synchronized Optional<Code> useCode(String code) {
        Code known = codes.get(code);
        if (known == null) {
            return Optional.empty();
        }
        happen(site.event("codeUsed").put("code", code));
        return known.expiresAt().isAfter(site.now()) ? Optional.of(known) : Optional.empty();
    }

    synchronized Tokens grant(Code code, TokenPolicy policy) {
        happen(site.event("grant")
                .put("grant", code.grantId())
                .put("account", code.accountId())
                .put("scope", code.scope()));
        return tokens(code.grantId(), code.refreshable(), policy);
    }

    /** The next tokens for a refresh token that is good; the grant may end when it is not. */
    public synchronized Optional<Tokens> refresh(String token, TokenPolicy policy) {
        Refresh known = refreshes.get(token);
        if (known == null || grants.get(known.grantId()).revoked() || isOver(known.expiresAtOrNull())) {
            return Optional.empty();
        }
        if (known.spent()) {
            if (policy.spentRevokes()) {
                happen(site.event("revoked").put("grant", known.grantId()));
            }
            return Optional.empty();
        }
        if (policy.rotates()) {
            happen(site.event("refreshSpent").put("token", token));
        }
        return Optional.of(tokens(known.grantId(), policy.rotates(), policy));
    }

    /**
     * Another access token of the same grant, for another kind of use.
     *
     * @param seconds 0 for one that does not end by itself
     */
    public String accessOf(String grantId, String kind, long seconds) {
        String token = secret();
        happen(tokensEvent(grantId, token, seconds).put("kind", kind));
        return token;
    }

    /** Whose token it is, if it works now. */
    public Optional<Bearer> bearer(String token) {
        return standing(token) == Standing.GOOD ? owner(token) : Optional.empty();
    }

    public Standing standing(String token) {
        Access access = accesses.get(token);
        if (access == null) {
            return Standing.UNKNOWN;
        }
        if (grants.get(access.grantId()).revoked()) {
            return Standing.REVOKED;
        }
        return isOver(access.expiresAtOrNull()) ? Standing.EXPIRED : Standing.GOOD;
    }

    /** Whose token it is or was. */
    public Optional<Bearer> owner(String token) {
        Access access = accesses.get(token);
        if (access == null) {
            return Optional.empty();
        }
        Granted grant = grants.get(access.grantId());
        return Optional.of(new Bearer(
                access.grantId(), grant.accountId(), grant.scopes(), access.kind(), access.expiresAtOrNull()));
    }

    /**
     * @param accountIdOrNull null for every account
     * @param lastingKindOrNull tokens of this kind go on
     */
    synchronized void expire(String accountIdOrNull, String lastingKindOrNull) {
        happen(site.event("expired")
                .put("account", accountIdOrNull)
                .put("lasting", lastingKindOrNull)
                .put("at", site.now().toString()));
    }

    /** @param accountIdOrNull null for every account */
    synchronized void revoke(String accountIdOrNull) {
        Set.copyOf(grants.keySet()).stream()
                .filter(id -> accountIdOrNull == null
                        || accountIdOrNull.equals(grants.get(id).accountId()))
                .forEach(this::revokeGrant);
    }

    public void revokeGrant(String grantId) {
        happen(site.event("revoked").put("grant", grantId));
    }

    /** Between blanks or commas, as networks differ in. */
    public static Set<String> scopes(String scope) {
        return new LinkedHashSet<>(Arrays.asList(BETWEEN_SCOPES.split(scope.trim())));
    }

    private Tokens tokens(String grantId, boolean withRefresh, TokenPolicy policy) {
        Granted grant = grants.get(grantId);
        String access = secret();
        String refresh = withRefresh ? secret() : null;
        happen(tokensEvent(grantId, access, policy.accessSeconds())
                .put("refresh", refresh)
                .put("refreshExpiresAt", end(policy.refreshSeconds())));
        return new Tokens(
                grantId,
                grant.accountId(),
                grant.scope(),
                grant.scopes(),
                access,
                policy.accessSeconds(),
                refresh,
                policy.refreshSeconds());
    }

    private ObjectNode tokensEvent(String grantId, String access, long seconds) {
        return site.event("tokens").put("grant", grantId).put("access", access).put("expiresAt", end(seconds));
    }

    private String end(long seconds) {
        return seconds == 0 ? null : site.now().plusSeconds(seconds).toString();
    }

    private boolean isOver(Instant endOrNull) {
        return endOrNull != null && !endOrNull.isAfter(site.now());
    }

    private void happen(ObjectNode event) {
        site.journal().append(event);
        apply(event);
    }

    /** @return whether the event is one of these */
    boolean apply(ObjectNode event) {
        String grantId = Events.text(event, "grant");
        switch (event.path("type").asString("")) {
            case "code" ->
                codes.put(
                        Events.text(event, "code"),
                        new Code(
                                grantId,
                                Events.text(event, "account"),
                                Events.text(event, "redirectUri"),
                                Events.text(event, "challenge"),
                                Events.text(event, "scope"),
                                event.path("refreshable").asBoolean(false),
                                Events.instant(event, "expiresAt")));
            case "codeUsed" -> codes.remove(Events.text(event, "code"));
            case "grant" -> {
                String scope = Events.text(event, "scope");
                grants.put(grantId, new Granted(Events.text(event, "account"), scope, scopes(scope), false));
            }
            case "tokens" -> {
                String kind = event.path("kind").asString(Bearer.USUAL);
                accesses.put(
                        Events.text(event, "access"), new Access(grantId, kind, Events.instant(event, "expiresAt")));
                String refresh = Events.text(event, "refresh");
                if (refresh != null) {
                    refreshes.put(refresh, new Refresh(grantId, Events.instant(event, "refreshExpiresAt"), false));
                }
            }
            case "refreshSpent" ->
                refreshes.computeIfPresent(
                        Events.text(event, "token"),
                        (token, old) -> new Refresh(old.grantId(), old.expiresAtOrNull(), true));
            case "revoked" ->
                grants.computeIfPresent(
                        grantId, (id, old) -> new Granted(old.accountId(), old.scope(), old.scopes(), true));
            case "expired" ->
                applyExpired(Events.text(event, "account"), Events.text(event, "lasting"), Events.instant(event, "at"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void applyExpired(String accountIdOrNull, String lastingKindOrNull, Instant at) {
        accesses.replaceAll((token, access) -> {
            boolean its = accountIdOrNull == null
                    || grants.get(access.grantId()).accountId().equals(accountIdOrNull);
            boolean meant = its && !access.kind().equals(lastingKindOrNull);
            boolean ended =
                    access.expiresAtOrNull() != null && access.expiresAtOrNull().isBefore(at);
            return meant && !ended ? new Access(access.grantId(), access.kind(), at) : access;
        });
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
