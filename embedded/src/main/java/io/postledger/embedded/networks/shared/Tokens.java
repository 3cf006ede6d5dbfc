package io.postledger.embedded.networks.shared;

import java.util.Optional;
import java.util.Set;

/**
 * What a network hands out for a code or a refresh token.
 *
 * @param scope as it was asked for
 * @param refreshOrNull null when there is none, or the old one stays good
 * @param refreshSeconds 0 when it does not end by itself
 */
public record Tokens(
        String grantId,
        String accountId,
        String scope,
        Set<String> scopes,
        String access,
        long accessSeconds,
        String refreshOrNull,
        long refreshSeconds) {

    public Optional<String> refresh() {
        return Optional.ofNullable(refreshOrNull);
    }
}
