package io.postledger.api.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From old to new. */
public record LedgerKeyList(List<Key> items) {
    public LedgerKeyList {
        items = List.copyOf(items);
    }

    /**
     * A public key.
     *
     * @param publicKey Ed25519, 32 bytes in hexadecimal
     * @param since when it was made, UTC
     * @param before id of the key in use before; null for the first
     * @param signature its own over what it says of itself, in hexadecimal
     * @param endorsement that of the key before; null for the first
     */
    public record Key(
            String origin,
            String id,
            String publicKey,
            Instant since,
            @Nullable String before,
            String signature,
            @Nullable String endorsement) {}
}
