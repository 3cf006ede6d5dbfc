package io.postledger.command.account;

import io.postledger.api.account.AccountState;
import io.postledger.api.account.Platform;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An account as other aggregates' decisions need to know it; written by {@link AccountDirectory} alone. */
@Entity
@Table(name = "known_account")
public class KnownAccount {
    @Id
    @Column(name = "account_id")
    private String accountId;

    @Column(name = "workspace_id")
    private String workspaceId;

    @Enumerated(EnumType.STRING)
    @Column(name = "platform")
    private Platform platform;

    @Column(name = "external_id")
    private String externalId;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private AccountState state;

    protected KnownAccount() {}

    public KnownAccount(
            String accountId, String workspaceId, Platform platform, String externalId, AccountState state) {
        this.accountId = accountId;
        this.workspaceId = workspaceId;
        this.platform = platform;
        this.externalId = externalId;
        this.state = state;
    }

    public String accountId() {
        return accountId;
    }

    public Platform platform() {
        return platform;
    }

    public AccountState state() {
        return state;
    }
}
