package io.postledger.command.account;

import io.postledger.api.account.AccountState;
import io.postledger.api.account.Platform;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface AccountRows extends JpaRepository<KnownAccount, String> {
    Optional<KnownAccount> findFirstByWorkspaceIdAndPlatformAndExternalIdAndStateNot(
            String workspaceId, Platform platform, String externalId, AccountState state);

    Optional<KnownAccount> findByAccountIdAndWorkspaceId(String accountId, String workspaceId);
}
