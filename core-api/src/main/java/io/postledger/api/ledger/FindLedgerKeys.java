package io.postledger.api.ledger;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/** The public keys that heads were signed with, from old to new; answers {@link LedgerKeyList}. */
@Requires(Permission.ANY_USER)
public record FindLedgerKeys() {}
