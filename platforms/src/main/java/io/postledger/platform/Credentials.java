package io.postledger.platform;

import java.util.Objects;

/** What a call is made with on behalf of one account. */
public record Credentials(AccessToken accessToken) {

    public Credentials {
        Objects.requireNonNull(accessToken, "accessToken");
    }
}
