package io.postledger.platform;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an account allowed us, as of now.
 *
 * @param refreshTokenOrNull null when the network gave none (X: without the scope {@code offline.access})
 * @param expiresAt when the access token ends, by our clock; {@link #NEVER} for one that does not end by itself
 */
public record Grant(AccessToken accessToken, RefreshToken refreshTokenOrNull, Instant expiresAt, List<String> scopes) {

    /** Far enough, and within what a database can hold. */
    public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    public Grant {
        scopes = List.copyOf(scopes);
    }

    /** To be stored before {@link #accessToken()} is used: the token it replaces may be spent. */
    public Optional<RefreshToken> refreshToken() {
        return Optional.ofNullable(refreshTokenOrNull);
    }
}
