package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Journal;
import io.postledger.embedded.networks.Json;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Codes, grants and their tokens. Each change is an event in the journal before it takes effect. */
final class XGrants {

    private final Clock clock;
    private final Journal journal;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Granted> grants = new HashMap<>();
    private final Map<String, Access> accesses = new HashMap<>();
    private final Map<String, Refresh> refreshes = new HashMap<>();

    /** An authorization code, good once. */
    record Code(
            String grantId, String accountId, String redirectUri, String challenge, String scope, Instant expiresAt) {}

    private record Granted(String accountId, String scope, boolean revoked) {}

    private record Access(String grantId, Instant expiresAt) {}

    private record Refresh(String grantId, boolean spent) {}

    /** A token that works now. */
    record Bearer(String accountId, Set<String> scopes) {}

    XGrants(Clock clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
    }

    synchronized String issueCode(
            String accountId, String redirectUri, String challenge, String scope, XOptions options) {
        String code = secret();
        happen(event("code")
                .put("code", code)
                .put("grant", secret())
                .put("account", accountId)
                .put("redirectUri", redirectUri)
                .put("challenge", challenge)
                .put("scope", scope)
                .put(
                        "expiresAt",
                        clock.instant().plusSeconds(options.codeSeconds()).toString()));
        return code;
    }

    /** The code if it is known, unexpired and unused; it is used now, whatever becomes of the exchange. */
    synchronized Optional<Code> useCode(String code) {
        Code known = codes.get(code);
        if (known == null) {
            return Optional.empty();
        }
        happen(event("codeUsed").put("code", code));
        return known.expiresAt().isAfter(clock.instant()) ? Optional.of(known) : Optional.empty();
    }

    synchronized ObjectNode grant(Code code, XOptions options) {
        happen(event("grant")
                .put("grant", code.grantId())
                .put("account", code.accountId())
                .put("scope", code.scope()));
        return tokens(code.grantId(), options);
    }

    /** The next tokens for a refresh token that is good; the grant may end when it is not. */
    synchronized Optional<ObjectNode> refresh(String token, XOptions options) {
        Refresh known = refreshes.get(token);
        if (known == null || grants.get(known.grantId()).revoked()) {
            return Optional.empty();
        }
        if (known.spent()) {
            if (options.spentRefreshRevokes()) {
                happen(event("revoked").put("grant", known.grantId()));
            }
            return Optional.empty();
        }
        happen(event("refreshSpent").put("token", token));
        return Optional.of(tokens(known.grantId(), options));
    }

    synchronized Optional<Bearer> bearer(String token) {
        return owner(token)
                .filter(bearer -> accesses.get(token).expiresAt().isAfter(clock.instant())
                        && !grants.get(accesses.get(token).grantId()).revoked());
    }

    /** Whose token it is or was. */
    synchronized Optional<Bearer> owner(String token) {
        return Optional.ofNullable(accesses.get(token))
                .map(access -> grants.get(access.grantId()))
                .map(grant -> new Bearer(grant.accountId(), scopes(grant.scope())));
    }

    /** @param accountIdOrNull null for every account */
    synchronized void expire(String accountIdOrNull) {
        happen(event("expired")
                .put("account", accountIdOrNull)
                .put("at", clock.instant().toString()));
    }

    synchronized void revoke(String accountIdOrNull) {
        Set.copyOf(grants.keySet()).stream()
                .filter(id -> accountIdOrNull == null
                        || accountIdOrNull.equals(grants.get(id).accountId()))
                .forEach(id -> happen(event("revoked").put("grant", id)));
    }

    static Set<String> scopes(String scope) {
        return new LinkedHashSet<>(Arrays.asList(scope.trim().split("\\s+")));
    }

    private ObjectNode tokens(String grantId, XOptions options) {
        Granted grant = grants.get(grantId);
        String access = secret();
        String refresh = scopes(grant.scope()).contains("offline.access") ? secret() : null;
        happen(event("tokens")
                .put("grant", grantId)
                .put("access", access)
                .put("refresh", refresh)
                .put(
                        "expiresAt",
                        clock.instant()
                                .plusSeconds(options.accessTokenSeconds())
                                .toString()));
        ObjectNode answer = Json.object()
                .put("token_type", "bearer")
                .put("expires_in", options.accessTokenSeconds())
                .put("access_token", access)
                .put("scope", grant.scope());
        return refresh == null ? answer : answer.put("refresh_token", refresh);
    }

    private void happen(ObjectNode event) {
        journal.append(event);
        apply(event);
    }

    /** @return whether the event was one of these */
    synchronized boolean apply(ObjectNode event) {
        String grantId = text(event, "grant");
        switch (event.path("type").asString("")) {
            case "code" ->
                codes.put(
                        text(event, "code"),
                        new Code(
                                grantId,
                                text(event, "account"),
                                text(event, "redirectUri"),
                                text(event, "challenge"),
                                text(event, "scope"),
                                Instant.parse(text(event, "expiresAt"))));
            case "codeUsed" -> codes.remove(text(event, "code"));
            case "grant" -> grants.put(grantId, new Granted(text(event, "account"), text(event, "scope"), false));
            case "tokens" -> {
                accesses.put(text(event, "access"), new Access(grantId, Instant.parse(text(event, "expiresAt"))));
                if (text(event, "refresh") != null) {
                    refreshes.put(text(event, "refresh"), new Refresh(grantId, false));
                }
            }
            case "refreshSpent" ->
                refreshes.computeIfPresent(
                        text(event, "token"), (token, refresh) -> new Refresh(refresh.grantId(), true));
            case "revoked" ->
                grants.computeIfPresent(grantId, (id, grant) -> new Granted(grant.accountId(), grant.scope(), true));
            case "expired" -> {
                String account = text(event, "account");
                Instant at = Instant.parse(text(event, "at"));
                accesses.replaceAll((token, access) -> account == null
                                || Objects.equals(grants.get(access.grantId()).accountId(), account)
                        ? new Access(access.grantId(), access.expiresAt().isBefore(at) ? access.expiresAt() : at)
                        : access);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static ObjectNode event(String type) {
        return Json.object().put("network", XNetwork.NAME).put("type", type);
    }

    private static String text(ObjectNode event, String field) {
        return event.path(field).isString() ? event.path(field).stringValue() : null;
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
