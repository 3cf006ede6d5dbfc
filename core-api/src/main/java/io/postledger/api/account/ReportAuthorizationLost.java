package io.postledger.api.account;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the network no longer accepts our grant; {@code reason} is the network's own code. */
@Requires(Permission.SYSTEM)
public record ReportAuthorizationLost(
        @TargetAggregateIdentifier AccountId accountId, String reason) implements AccountCommand {}
