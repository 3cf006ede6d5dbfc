package io.postledger.embedded.networks.shared;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who an access token speaks for.
 *
 * @param kind the network's own word where it has several (user, page, long-lived); {@link #USUAL} otherwise
 * @param expiresAtOrNull null for one that does not end by itself
 */
public record Bearer(String grantId, String accountId, Set<String> scopes, String kind, Instant expiresAtOrNull) {

    public static final String USUAL = "access";

    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAtOrNull);
    }
}
