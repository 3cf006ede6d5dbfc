package io.postledger.trial.ledger;

import io.postledger.ledger.MerkleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Does something to a store that nobody may do, as whoever has the database could. */
final class StoreMutations {
    private static final String[] COLUMNS = {
        "aggregate_id", "aggregate_type", "event_id", "name", "revision", "recorded_at"
    };
    private final JdbcClient jdbc;
    private final MerkleTree tree;
    private final Random random;
    private final long size;
    private final List<Kind> kinds = new ArrayList<>();

    private interface Kind {
        Mutation at(long index, long position);
    }

    StoreMutations(TrialLedger ledger, Random random) {
        this.random = random;
        jdbc = ledger.jdbc();
        tree = new MerkleTree(ledger.tables());
        size = ledger.head().size();
        // An Axon Server's log is changed by nobody who has this database.
        if (ledger.isLogHere()) {
            kinds.addAll(List.of(
                    (index, position) -> flip("payload", index, position),
                    (index, position) -> flip("metadata", index, position),
                    this::edit,
                    this::forget,
                    this::later,
                    this::reorderMetadata,
                    this::move,
                    this::ofAnother,
                    (index, position) -> exchange("payload", index, position),
                    (index, position) -> exchange("event_id", index, position),
                    this::delete,
                    this::insert,
                    this::duplicate,
                    (index, position) -> swap(index),
                    this::truncate));
        }
        TableMutations ofTables = new TableMutations(ledger, random);
        ofTables.all().forEach(kind -> kinds.add((index, position) -> kind.get()));
    }

    Mutation next() {
        long index = random.nextLong(size);
        return kinds.get(random.nextInt(kinds.size())).at(index, tree.position(index));
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

    private Mutation forget(long index, long position) {
        String column = new String[] {"aggregate_type", "metadata"}[random.nextInt(2)];
        jdbc.sql("UPDATE event_log SET " + column + " = NULL WHERE position = ?")
                .param(position)
                .update();
        return Mutation.at("store: column without value", index);
    }

    private Mutation later(long index, long position) {
        jdbc.sql("""
                UPDATE event_log SET recorded_at = to_char((recorded_at::timestamptz + interval '1 millisecond')
                    AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') WHERE position = ?
                """).param(position).update();
        return Mutation.at("store: a millisecond later", index);
    }

    /** The same to every reader of JSON, but other bytes. */
    private Mutation reorderMetadata(long index, long position) {
        jdbc.sql("UPDATE event_log SET metadata = convert_to(convert_from(metadata, 'UTF8')::jsonb::text, 'UTF8')"
                        + " WHERE position = ?")
                .param(position)
                .update();
        return Mutation.at("store: metadata in another order", index);
    }

    private Mutation move(long index, long position) {
        jdbc.sql("UPDATE event_log SET position = position - 1 WHERE position = ?")
                .param(position)
                .update();
        return Mutation.at("store: moved into a gap", index);
    }

    private Mutation ofAnother(long index, long position) {
        jdbc.sql("UPDATE event_log SET aggregate_id = (SELECT aggregate_id FROM event_log WHERE aggregate_id <>"
                        + " (SELECT aggregate_id FROM event_log WHERE position = ?) LIMIT 1), sequence = 1000000"
                        + " WHERE position = ?")
                .params(position, position)
                .update();
        return Mutation.at("store: given to another aggregate", index);
    }

    /** Between two events, of one aggregate where it has two. */
    private Mutation exchange(String column, long index, long position) {
        long other = jdbc.sql("""
                        SELECT other.position FROM event_log one JOIN event_log other ON other.event_id <> one.event_id
                        WHERE one.position = ? AND one.%1$s <> other.%1$s
                        ORDER BY other.aggregate_id = one.aggregate_id DESC, abs(other.position - one.position) LIMIT 1
                        """.formatted(column))
                .param(position)
                .query(Long.class)
                .single();
        Object one = value(column, position);
        Object two = value(column, other);
        set(column, position, column.equals("payload") ? new byte[0] : "none");
        set(column, other, one);
        set(column, position, two);
        long otherIndex = index;
        while (tree.position(otherIndex) != other) {
            otherIndex += other > position ? 1 : -1;
        }
        return Mutation.over("store: exchanged " + column, Math.min(index, otherIndex), Math.max(index, otherIndex));
    }

    private Object value(String column, long position) {
        return jdbc.sql("SELECT " + column + " FROM event_log WHERE position = ?")
                .param(position)
                .query((row, at) -> row.getObject(1))
                .single();
    }

    private void set(String column, long position, Object value) {
        jdbc.sql("UPDATE event_log SET " + column + " = ? WHERE position = ?")
                .params(value, position)
                .update();
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
}
