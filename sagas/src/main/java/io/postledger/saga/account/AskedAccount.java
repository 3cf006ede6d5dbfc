package io.postledger.saga.account;

import io.postledger.api.privacy.PersonalData;
import io.postledger.privacy.PersonalCipher;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which account was asked for and where the person comes back to, as they stand in the table: encrypted with the workspace's key.
 *
 * @param redirectUri marked as an identifier, since what an erased one reads as has to be a URI too
 */
record AskedAccount(
        String accountId,
        String workspaceId,
        @PersonalData @Nullable String externalId,
        @PersonalData(identifier = true) String redirectUri) {
    private static final String STORED_AS = "pending_connection";

    AskedAccount sealed(PersonalCipher cipher) {
        return (AskedAccount) cipher.seal(this, STORED_AS, Map.of());
    }

    AskedAccount opened(PersonalCipher cipher) {
        return (AskedAccount) cipher.open(this, STORED_AS);
    }
}
