package io.postledger.saga.account;

import io.postledger.api.account.Platform;
import io.postledger.platform.AccessToken;
import io.postledger.platform.Credentials;
import io.postledger.platform.Grant;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.RemoteAccountRef;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a network granted us for an account, decrypted.
 *
 * @param refreshAt when the next token is to be bought (UTC)
 */
record StoredGrant(
        String accountId,
        String workspaceId,
        Platform platform,
        RemoteAccountRef account,
        AccessToken accessToken,
        @Nullable RefreshToken refreshToken,
        Instant expiresAt,
        Instant refreshAt,
        boolean revoked) {
    /** A token with less than this left is not begun with: an attempt to publish may take 20 s. */
    private static final Duration ENOUGH = Duration.ofSeconds(30);

    /** A grant just given, to be refreshed ahead of its end by the given time. */
    static StoredGrant of(
            String accountId,
            String workspaceId,
            Platform platform,
            RemoteAccountRef account,
            Grant grant,
            Duration ahead,
            Instant now) {
        RefreshToken refreshToken = grant.refreshTokenOrNull();
        return new StoredGrant(
                accountId,
                workspaceId,
                platform,
                account,
                grant.accessToken(),
                refreshToken,
                grant.expiresAt(),
                refreshToken == null ? grant.expiresAt() : RefreshTime.of(accountId, grant.expiresAt(), ahead, now),
                false);
    }

    /** The grant that a refresh gave; a network that gave no new refresh token still takes the one it gave before. */
    StoredGrant with(Grant fresh, Duration ahead, Instant now) {
        Grant whole = new Grant(
                fresh.accessToken(), fresh.refreshToken().orElse(refreshToken), fresh.expiresAt(), fresh.scopes());
        return of(accountId, workspaceId, platform, account, whole, ahead, now);
    }

    /** Nothing needs to be done before it is used. */
    boolean isFresh(Instant now) {
        return isGood(now) && now.isBefore(refreshAt);
    }

    /** The access token is accepted for long enough, as far as we know. */
    boolean isGood(Instant now) {
        return !revoked && now.plus(ENOUGH).isBefore(expiresAt);
    }

    Access.Granted access() {
        return new Access.Granted(new Credentials(accessToken), account, platform);
    }
}
