package io.postledger.api.account;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the network granted access; a known account is reconnected. Rejected: ACCOUNT_ALREADY_CONNECTED, ACCOUNT_MISMATCH. */
@Requires(Permission.SYSTEM)
public record ConnectAccount(
        @TargetAggregateIdentifier AccountId accountId,
        Platform platform,
        String externalId,
        String handle,
        String displayName,
        List<String> scopes)
        implements AccountCommand {}
