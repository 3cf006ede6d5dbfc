package io.postledger.saga.account;

import io.postledger.api.privacy.PersonalData;
import io.postledger.platform.RemoteAccountRef;
import io.postledger.privacy.PersonalCipher;
import java.util.Map;

/** Which account of a network a grant is for, as it stands in the table: encrypted with the workspace's key. */
record GrantedAccount(
        String accountId,
        String workspaceId,
        @PersonalData(identifier = true) String externalId,
        @PersonalData String handle) {
    private static final String STORED_AS = "account_grant";

    GrantedAccount sealed(PersonalCipher cipher) {
        return (GrantedAccount) cipher.seal(this, STORED_AS, Map.of());
    }

    RemoteAccountRef opened(PersonalCipher cipher) {
        GrantedAccount opened = (GrantedAccount) cipher.open(this, STORED_AS);
        return new RemoteAccountRef(opened.externalId, opened.handle);
    }
}
