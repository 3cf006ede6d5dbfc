package io.postledger.trial.ledger;

import io.postledger.ledger.BundleText;
import io.postledger.ledger.Finding;
import io.postledger.ledger.HeadSigner;
import io.postledger.ledger.MerkleTree;
import io.postledger.ledger.Tile;
import io.postledger.ledger.TreeGrowth;
import io.postledger.ledger.TreeHead;
import java.time.Instant;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Does something to a store that nobody may do, as whoever has the database could. */
final class StoreMutations {
    private static final String[] COLUMNS = {
        "aggregate_id", "aggregate_type", "event_id", "name", "revision", "recorded_at"
    };
    private static final int KINDS = 12;
    /** The first of three that touch the ledger's own tables only. */
    private static final int OF_LEDGER = 8;

    private final TrialLedger ledger;
    private final JdbcClient jdbc;
    private final MerkleTree tree;
    private final Random random;
    private final long size;

    StoreMutations(TrialLedger ledger, Random random) {
        this.ledger = ledger;
        this.random = random;
        jdbc = ledger.jdbc();
        tree = new MerkleTree(ledger.tables());
        size = ledger.head().size();
    }

    Mutation next() {
        long index = random.nextLong(size);
        long position = tree.position(index);
        // An Axon Server's log is changed by nobody who has this database.
        int kind = ledger.isLogHere() ? random.nextInt(KINDS) : OF_LEDGER + random.nextInt(3);
        return switch (kind) {
            case 0 -> flip("payload", index, position);
            case 1 -> flip("metadata", index, position);
            case 2 -> edit(index, position);
            case 3 -> delete(index, position);
            case 4 -> insert(index, position);
            case 5 -> duplicate(index, position);
            case 6 -> swap(index);
            case 7 -> truncate(index, position);
            case 8 -> tile();
            case 9 -> head();
            case 10 -> keys();
            default -> rollBack();
        };
    }

    private Mutation flip(String column, long index, long position) {
        byte[] stored = jdbc.sql("SELECT " + column + " FROM event_log WHERE position = ?")
                .param(position)
                .query(byte[].class)
                .single();
        stored[random.nextInt(stored.length)] ^= (byte) (1 << random.nextInt(8));
        jdbc.sql("UPDATE event_log SET " + column + " = ? WHERE position = ?")
                .params(stored, position)
                .update();
        return Mutation.at("store: bit of " + column, index);
    }

    private Mutation edit(long index, long position) {
        String column = COLUMNS[random.nextInt(COLUMNS.length)];
        jdbc.sql("UPDATE event_log SET " + column + " = " + column + " || 'x' WHERE position = ?")
                .param(position)
                .update();
        return Mutation.at("store: edited column", index);
    }

    private Mutation delete(long index, long position) {
        jdbc.sql("DELETE FROM event_log WHERE position = ?").param(position).update();
        return Mutation.at("store: deleted", index);
    }

    private Mutation insert(long index, long position) {
        copy(position, "'forged'", "0", position - 1);
        return Mutation.at("store: inserted", index);
    }

    private Mutation duplicate(long index, long position) {
        copy(position, "aggregate_id", "sequence + 1000000", position - 1);
        return Mutation.at("store: duplicated", index);
    }

    private void copy(long position, String aggregateId, String sequence, long to) {
        jdbc.sql("INSERT INTO event_log SELECT ?, " + aggregateId + ", " + sequence
                        + ", aggregate_type, 'copy-' || event_id, name, revision, payload, metadata, recorded_at"
                        + " FROM event_log WHERE position = ?")
                .params(to, position)
                .update();
    }

    private Mutation swap(long index) {
        long first = Math.min(index, size - 2);
        long one = tree.position(first);
        long two = tree.position(first + 1);
        jdbc.sql("UPDATE event_log SET position = -position WHERE position IN (?, ?)")
                .params(one, two)
                .update();
        jdbc.sql("UPDATE event_log SET position = ? + position WHERE position IN (?, ?)")
                .params(one + two, -one, -two)
                .update();
        return Mutation.over("store: reordered", first, first + 1);
    }

    private Mutation truncate(long index, long position) {
        jdbc.sql("DELETE FROM event_log WHERE position >= ?").param(position).update();
        return Mutation.over("store: truncated", index, size - 1);
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
        jdbc.sql("UPDATE ledger_key SET key_id = ?, line = ? WHERE number = 1")
                .params(impostor.key().id(), BundleText.write(impostor.key()))
                .update();
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
}
