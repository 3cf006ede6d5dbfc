package io.postledger.api.account;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Begins connecting an account by OAuth 2 with PKCE; answers {@link ConnectionStarted}. With the id of a known account it reconnects that one. {@code redirectUri}: where the network sends the person back. {@code externalId}: which of the accounts that the person may consent to is meant, by the network's own id or by handle; null for the only one, or for the one that is reconnected. Rejected: PLATFORM_NOT_SUPPORTED. */
@Requires(Permission.MANAGE_ACCOUNTS)
public record BeginAccountConnection(
        AccountId accountId,
        Platform platform,
        URI redirectUri,
        @Nullable String externalId) {}
