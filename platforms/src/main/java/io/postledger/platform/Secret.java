package io.postledger.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A value that must not reach a log, an event or an error text. It is not a record and has no getter, so that neither
 * {@code toString} nor a JSON mapper gives it away; {@link #reveal()} is the only door.
 */
public abstract sealed class Secret permits AccessToken, RefreshToken, ClientSecret {

    private final String value;

    Secret(String value) {
        if (Objects.requireNonNull(value, "secret").isBlank()) {
            throw new IllegalArgumentException(getClass().getSimpleName() + " is blank");
        }
        this.value = value;
    }

    /** The value itself: for the wire and for encrypted storage only. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        // Constant time, so that comparing with a guess tells nothing.
        return other != null
                && other.getClass() == getClass()
                && MessageDigest.isEqual(bytes(value), bytes(((Secret) other).value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[redacted]";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
