package io.postledger.ledger.build;

import io.postledger.ledger.HeadSigner;
import io.postledger.ledger.LedgerKey;
import io.postledger.security.TokenCipher;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * The keys that heads are signed with. Private ones stand in PostgreSQL, each sealed with AES-256-GCM under the key that seals the networks'
 * tokens, and bound to its row. Called in a transaction that holds the builder's lock.
 */
public final class LedgerKeys {
    private final LedgerTables tables;
    private final TokenCipher seal;
    private final Clock clock;

    /** @param seal whoever loses its key signs with one that nothing endorses */
    public LedgerKeys(LedgerTables tables, TokenCipher seal, Clock clock) {
        this.tables = tables;
        this.seal = seal;
        this.clock = clock;
    }

    /** The one in use; the first is made here, and with it the installation's name. */
    HeadSigner current() {
        List<LedgerKey> keys = tables.keys();
        if (keys.isEmpty()) {
            String origin = tables.findOrigin().orElseGet(() -> {
                String made = "inst_" + UUID.randomUUID();
                tables.saveOrigin(made);
                return made;
            });
            return save(HeadSigner.make(origin, clock.instant(), null));
        }
        LedgerKey key = keys.get(keys.size() - 1);
        try {
            return HeadSigner.of(key, seal.decryptBytes(tables.secret(key.id()), boundTo(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The ledger's key " + key.id() + " cannot be opened: another token key file, or altered", e);
        }
    }

    /** Signs with a new key from now on, which the old one endorses. */
    HeadSigner rotate() {
        HeadSigner before = current();
        return save(HeadSigner.make(before.key().origin(), clock.instant(), before));
    }

    private HeadSigner save(HeadSigner signer) {
        tables.save(signer.key(), seal.encrypt(signer.secret(), boundTo(signer.key())));
        return signer;
    }

    private static String boundTo(LedgerKey key) {
        return "ledger:" + key.id();
    }
}
