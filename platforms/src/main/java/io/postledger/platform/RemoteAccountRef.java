package io.postledger.platform;

import java.util.Objects;

/** Which account at a network is meant: its id there, and the handle as last seen. */
public record RemoteAccountRef(String externalId, String handle) {

    public RemoteAccountRef {
        Objects.requireNonNull(externalId, "externalId");
    }
}
