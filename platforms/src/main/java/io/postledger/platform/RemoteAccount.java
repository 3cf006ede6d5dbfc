package io.postledger.platform;

/**
 * An account as the network describes it.
 *
 * @param externalId the network's own id, which never changes
 * @param handle without "@"; its owner may change it
 */
public record RemoteAccount(String externalId, String handle, String displayName) {

    public RemoteAccountRef ref() {
        return new RemoteAccountRef(externalId, handle);
    }
}
