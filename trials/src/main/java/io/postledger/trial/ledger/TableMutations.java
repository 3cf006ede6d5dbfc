package io.postledger.trial.ledger;

import io.postledger.ledger.BundleText;
import io.postledger.ledger.Finding;
import io.postledger.ledger.HeadSigner;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.MerkleTree;
import io.postledger.ledger.Tile;
import io.postledger.ledger.TreeGrowth;
import io.postledger.ledger.TreeHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Does something to the ledger's own tables that nobody may do. */
final class TableMutations {
    private final TrialLedger ledger;
    private final JdbcClient jdbc;
    private final MerkleTree tree;
    private final Random random;
    private final long size;

    TableMutations(TrialLedger ledger, Random random) {
        this.ledger = ledger;
        this.random = random;
        jdbc = ledger.jdbc();
        tree = new MerkleTree(ledger.tables());
        size = ledger.head().size();
    }

    List<Supplier<Mutation>> all() {
        List<Supplier<Mutation>> all = new ArrayList<>(List.of(
                this::tile,
                this::head,
                this::keys,
                this::unknownSigner,
                this::publicKey,
                () -> done("key deleted", "DELETE FROM ledger_key WHERE number = 0", Finding.Code.KEY_UNKNOWN),
                () -> done(
                        "keys in another order",
                        "UPDATE ledger_key SET number = -1 WHERE number = 1",
                        Finding.Code.KEY_UNKNOWN),
                () -> done("key's id", "UPDATE ledger_key SET key_id = 'x' WHERE number = 0", Finding.Code.KEY_UNKNOWN),
                () -> done(
                        "another origin",
                        "UPDATE ledger_installation SET origin = 'inst_x'",
                        Finding.Code.ORIGIN_OTHER),
                () -> done(
                        "head in another way",
                        "UPDATE ledger_head SET line = replace(line, ',', ', ')",
                        Finding.Code.HEAD_ALTERED),
                () -> done(
                        "head of another size",
                        "UPDATE ledger_head SET size = size - 1 WHERE size = " + size,
                        Finding.Code.HEAD_ALTERED),
                () -> done(
                        "tile moved to another place",
                        "UPDATE ledger_tile SET number = 9 WHERE level = 0 AND number = 0",
                        Finding.Code.TREE_ALTERED),
                () -> done(
                        "tile's positions",
                        "UPDATE ledger_tile SET positions = set_byte(positions, 15, 255 - get_byte(positions, 15))"
                                + " WHERE level = 0 AND number = 0",
                        Finding.Code.TREE_ALTERED,
                        Finding.Code.EVENT_MISSING,
                        Finding.Code.EVENT_ADDED),
                () -> done(
                        "tile's first position",
                        "UPDATE ledger_tile SET first_position = first_position - 1 WHERE level = 0 AND number = 0",
                        Finding.Code.TREE_ALTERED),
                () -> done(
                        "tile longer by a byte",
                        "UPDATE ledger_tile SET hashes = hashes || '\\x00'::bytea WHERE number = 0 AND level = "
                                + random.nextInt(2),
                        Finding.Code.TREE_ALTERED),
                () -> done(
                        "tile longer by a hash",
                        "UPDATE ledger_tile SET hashes = hashes || substr(hashes, 1, 32) WHERE number = 0 AND level = 1",
                        Finding.Code.TREE_ALTERED),
                () -> done(
                        "tile shorter by a hash",
                        "UPDATE ledger_tile SET hashes = substr(hashes, 33), positions = substr(positions, 9)"
                                + " WHERE level = 0 AND number = (SELECT max(number) FROM ledger_tile WHERE level = 0)",
                        Finding.Code.HISTORY_ROLLED_BACK),
                () -> done(
                        "tile too many",
                        "INSERT INTO ledger_tile SELECT 1 + 2 * level, 7, hashes, NULL, NULL FROM ledger_tile"
                                + " WHERE level = 0 AND number = 0",
                        Finding.Code.TREE_ALTERED),
                () -> done("no tiles", "DELETE FROM ledger_tile", Finding.Code.HISTORY_ROLLED_BACK),
                () -> done("no keys", "DELETE FROM ledger_key", Finding.Code.KEY_UNKNOWN)));
        if (ledger.isLogHere()) {
            all.add(this::rollBack);
            all.add(this::rewritten);
        }
        return all;
    }

    private Mutation tile() {
        Tile tile = ledger.tables().tile(0, random.nextLong((size + Tile.WIDTH - 1) / Tile.WIDTH));
        byte[] hashes = tile.hashes();
        hashes[random.nextInt(hashes.length)] ^= (byte) (1 << random.nextInt(8));
        jdbc.sql("UPDATE ledger_tile SET hashes = ? WHERE level = 0 AND number = ?")
                .params(hashes, tile.number())
                .update();
        long first = tile.number() * Tile.WIDTH;
        return Mutation.over("store: bit of a tile", first, first + tile.count() - 1);
    }

    private Mutation head() {
        TreeHead head = ledger.head();
        byte[] root = head.root().clone();
        root[random.nextInt(root.length)] ^= (byte) (1 << random.nextInt(8));
        save(new TreeHead(
                head.origin(), head.size(), root, head.position(), head.time(), head.keyId(), head.signature()));
        return Mutation.ofWhole("store: swapped head", Finding.Code.HEAD_ALTERED);
    }

    /** Another key signs another history. */
    private Mutation keys() {
        HeadSigner impostor = HeadSigner.make(ledger.head().origin(), Instant.now(), null);
        saveKey(impostor.key());
        save(impostor.head(size, ledger.head().root(), ledger.head().position(), Instant.now()));
        return Mutation.ofWhole("store: swapped key", Finding.Code.KEY_UNKNOWN);
    }

    private void save(TreeHead head) {
        jdbc.sql("UPDATE ledger_head SET line = ? WHERE size = ?")
                .params(BundleText.write(head), head.size())
                .update();
    }

    /** Log, tree and heads as they were: nothing in the database is wrong. */
    private Mutation rollBack() {
        long earlier = ledger.anchored().heads().get(0).size();
        TreeGrowth growth = TreeGrowth.empty();
        for (long index = 0; index < earlier; index++) {
            growth.append(tree.leaves(index, index + 1).get(0), tree.position(index));
        }
        jdbc.sql("DELETE FROM event_log WHERE position > ?")
                .param(growth.position())
                .update();
        jdbc.sql("DELETE FROM ledger_head WHERE size > ?").param(earlier).update();
        jdbc.sql("DELETE FROM ledger_tile").update();
        ledger.save(growth.takeChanged());
        return Mutation.over("store: rolled back", earlier, size - 1);
    }

    private void saveKey(LedgerKey key) {
        jdbc.sql("UPDATE ledger_key SET key_id = ?, line = ? WHERE number = 1")
                .params(key.id(), BundleText.write(key))
                .update();
    }

    /** What somebody does who has the product's rights too: nothing in the database is wrong. */
    private Mutation rewritten() {
        long index = random.nextLong(size);
        jdbc.sql("UPDATE event_log SET payload = payload || 'x'::bytea WHERE position = ?")
                .param(tree.position(index))
                .update();
        TreeGrowth growth = TreeGrowth.empty();
        ledger.forEach(growth::append);
        jdbc.sql("DELETE FROM ledger_tile").update();
        jdbc.sql("DELETE FROM ledger_head").update();
        ledger.save(growth.takeChanged());
        return Mutation.at("store: rewritten with its tree", index);
    }

    private Mutation unknownSigner() {
        HeadSigner impostor = HeadSigner.make(ledger.head().origin(), Instant.now(), null);
        save(impostor.head(size, ledger.head().root(), ledger.head().position(), Instant.now()));
        return Mutation.ofWhole("store: head signed by another", Finding.Code.KEY_UNKNOWN);
    }

    private Mutation publicKey() {
        LedgerKey key = ledger.tables().keys().get(1);
        saveKey(new LedgerKey(
                key.origin(),
                key.id(),
                HeadSigner.make(key.origin(), Instant.now(), null).key().publicKey(),
                key.since(),
                key.before(),
                key.signature(),
                key.endorsement()));
        return Mutation.ofWhole("store: public key of another", Finding.Code.KEY_UNKNOWN);
    }

    private Mutation done(String kind, String sql, Finding.Code... codes) {
        if (jdbc.sql(sql).update() == 0) {
            throw new IllegalStateException("Nothing was done: " + sql);
        }
        return Mutation.ofWhole("store: " + kind, codes);
    }
}
