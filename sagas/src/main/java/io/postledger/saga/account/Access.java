package io.postledger.saga.account;

import io.postledger.api.account.Platform;
import io.postledger.platform.Credentials;
import io.postledger.platform.RemoteAccountRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an account can be used just now. */
public sealed interface Access {
    /** It cannot, and why. */
    sealed interface Denied extends Access {
        /** Stable code. */
        String reason();
    }

    /** It can, with these. */
    record Granted(Credentials credentials, RemoteAccountRef account, Platform platform) implements Access {}

    /** Not now: the network could not be asked for a new token. Never a disconnect. */
    record Unavailable(String reason, @Nullable Instant notBefore) implements Denied {}

    /** Not until a person connects the account again. */
    record Lost(String reason) implements Denied {}
}
