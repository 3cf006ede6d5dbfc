package io.postledger.ledger.build;

import io.postledger.ledger.HeadSigner;
import io.postledger.ledger.Leaf;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.TreeGrowth;
import io.postledger.ledger.TreeHash;
import io.postledger.ledger.TreeHead;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Grows this installation's tree along its log, and signs heads of it. Steps by different nodes exclude each other. */
public final class Ledger {
    /** Events of one step: held in memory, and stored in one transaction. */
    static final int STEP = 8_192;

    private final StoredLog log;
    private final LedgerTables tables;
    private final LedgerKeys keys;
    private final TransactionTemplate transaction;
    private final Clock clock;
    /** As this node left it; another may have gone on since. */
    private @Nullable TreeGrowth growth;

    public Ledger(StoredLog log, LedgerTables tables, LedgerKeys keys, TransactionTemplate transaction, Clock clock) {
        this.log = log;
        this.tables = tables;
        this.keys = keys;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Takes in what is new. @return how many; {@value #STEP} at most, none where another node builds */
    public synchronized int grow() {
        try {
            return transaction.execute(status -> tables.lock() ? step() : 0);
        } catch (RuntimeException e) {
            growth = null;
            throw e;
        }
    }

    private int step() {
        TreeGrowth here = upToDate();
        List<Leaf> next = log.settledAfter(here.position(), STEP);
        if (!next.isEmpty()) {
            append(here, next);
            tables.save(here.takeChanged());
        }
        return next.size();
    }

    /** An existing log is hashed on all cores; what comes day by day is not worth it. */
    private static void append(TreeGrowth here, List<Leaf> next) {
        if (next.size() < STEP) {
            next.forEach(here::append);
            return;
        }
        List<byte[]> hashes =
                next.parallelStream().map(leaf -> new TreeHash().leaf(leaf)).toList();
        for (int i = 0; i < next.size(); i++) {
            here.append(hashes.get(i), next.get(i).position());
        }
    }

    private TreeGrowth upToDate() {
        if (growth == null || growth.size() != tables.size()) {
            growth = tables.lastTile().map(last -> TreeGrowth.of(last, tables)).orElseGet(TreeGrowth::empty);
        }
        return growth;
    }

    /** Signs the tree as it is, unless that is signed already. */
    public synchronized Optional<TreeHead> sign() {
        return Optional.ofNullable(transaction.execute(status -> {
            if (!tables.lock()) {
                return null;
            }
            HeadSigner signer = keys.current();
            TreeGrowth here = upToDate();
            Optional<TreeHead> last = tables.head();
            if (here.size() == 0 || last.isPresent() && last.get().size() >= here.size()) {
                return null;
            }
            TreeHead head = signer.head(here.size(), here.root(), here.position(), clock.instant());
            tables.save(head);
            return head;
        }));
    }

    /** Signs with a new key from now on. Heads signed before stay verifiable. */
    public synchronized LedgerKey rotateKey() {
        return transaction.execute(status -> {
            tables.await();
            return keys.rotate().key();
        });
    }

    /** Whose key signs now. */
    HeadSigner signer() {
        return transaction.execute(status -> {
            tables.await();
            return keys.current();
        });
    }
}
