package io.postledger.saga.account;

import io.postledger.api.account.Platform;
import io.postledger.platform.AccessToken;
import io.postledger.platform.Grant;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.RemoteAccountRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a network granted us for an account, decrypted. */
record StoredGrant(
        String accountId,
        String workspaceId,
        Platform platform,
        RemoteAccountRef account,
        AccessToken accessToken,
        @Nullable RefreshToken refreshToken,
        Instant expiresAt,
        boolean revoked) {
    StoredGrant with(Grant fresh) {
        return new StoredGrant(
                accountId,
                workspaceId,
                platform,
                account,
                fresh.accessToken(),
                fresh.refreshToken().orElse(refreshToken),
                fresh.expiresAt(),
                false);
    }
}
