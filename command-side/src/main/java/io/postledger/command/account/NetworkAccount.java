package io.postledger.command.account;

import io.postledger.api.privacy.KeptSealed;
import io.postledger.api.privacy.PersonalData;

/** Which account of its network it is: kept in snapshots as it is in events, encrypted. */
@KeptSealed
record NetworkAccount(
        String accountId,
        String workspaceId,
        @PersonalData(identifier = true) String externalId) {}
