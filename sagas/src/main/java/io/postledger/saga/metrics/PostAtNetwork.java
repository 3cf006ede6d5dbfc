package io.postledger.saga.metrics;

import io.postledger.api.privacy.PersonalData;
import io.postledger.privacy.PersonalCipher;
import java.util.Map;

/** A publication's id at its network, as it stands in the table: encrypted with the workspace's key. */
record PostAtNetwork(
        String publicationId,
        String workspaceId,
        @PersonalData(identifier = true) String externalId) {
    private static final String STORED_AS = "collected_post";

    PostAtNetwork sealed(PersonalCipher cipher) {
        return (PostAtNetwork) cipher.seal(this, STORED_AS, Map.of());
    }

    PostAtNetwork opened(PersonalCipher cipher) {
        return (PostAtNetwork) cipher.open(this, STORED_AS);
    }
}
