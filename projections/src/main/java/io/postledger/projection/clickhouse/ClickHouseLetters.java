package io.postledger.projection.clickhouse;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.query.GenericRecord;
import io.postledger.projection.EventSource;
import io.postledger.projection.Letter;
import io.postledger.projection.LetterBox;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Letters of one generation of a table, as rows of the same database; of one letter the row with the most failures counts. */
final class ClickHouseLetters implements LetterBox {
    static final String TABLE = "projection_letter";
    static final String COUNTS = "projection_letter_count";

    private final ClickHouseStore store;
    private final String database;
    private final String target;

    ClickHouseLetters(ClickHouseStore store, String database, String target) {
        this.store = store;
        this.database = database;
        this.target = target;
    }

    @Override
    public List<Letter> all() {
        return store.patiently(() -> {
            try {
                return store.query(database, """
                                SELECT * FROM projection_letter FINAL
                                WHERE target = {target:String} ORDER BY position
                                """, Map.of("target", target)).stream()
                        .map(ClickHouseLetters::letter)
                        .toList();
            } catch (ClickHouseException e) {
                if (ClickHouseStore.isNotThere(e)) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    @Override
    public long missing() {
        return store.patiently(() -> {
            // In this order: whoever adds letters meanwhile has counted them before.
            long present = present("");
            return number("SELECT sum(change) AS n FROM " + COUNTS + " WHERE target = {target:String}") - present;
        });
    }

    /** Takes what is there for all that there is. @param missing as just told */
    void settle(long missing) {
        if (missing != 0) {
            count(-missing);
        }
    }

    private void count(long more) {
        store.patiently(() -> {
            store.execute(
                    database, "INSERT INTO " + COUNTS + " (target, change) VALUES ('" + target + "', " + more + ")");
            return null;
        });
    }

    /** @param which a further condition */
    private long present(String which) {
        return number("SELECT toInt64(count()) AS n FROM " + TABLE + " FINAL WHERE target = {target:String}" + which);
    }

    private long number(String sql) {
        return store.query(database, sql, Map.of("target", target)).get(0).getLong("n");
    }

    private static String among(List<Letter> letters) {
        return " AND position IN ("
                + letters.stream()
                        .map(letter -> Long.toString(letter.source().position()))
                        .collect(Collectors.joining(","))
                + ")";
    }

    @Override
    public void put(List<Letter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        long known = store.patiently(() -> present(among(letters)));
        if (known < letters.size()) {
            count(letters.size() - known);
        }
        store.patiently(() -> {
            RowBinary rows = new RowBinary(store.schema(database, TABLE));
            letters.forEach(letter -> rows.add(row(letter)));
            store.insert(database, TABLE, rows.bytes());
            return null;
        });
    }

    @Override
    public void remove(List<Letter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        long before = store.patiently(() -> present(among(letters)));
        delete(TABLE, among(letters));
        if (before > 0) {
            count(-before);
        }
    }

    void removeAll() {
        delete(TABLE, "");
        delete(COUNTS, "");
    }

    private void delete(String table, String which) {
        store.patiently(() -> {
            store.execute(database, "DELETE FROM " + table + " WHERE target = '" + target + "'" + which);
            return null;
        });
    }

    private ClickHouseRow row(Letter letter) {
        return new ClickHouseRow()
                .set("target", target)
                .set("sequence", letter.sequence())
                .set("aggregate_id", letter.source().aggregateId())
                .set("number", letter.source().sequence())
                .set("position", letter.source().position())
                .set("event", letter.event())
                .set("set_aside_at", letter.setAsideAt())
                .set("cause", letter.cause() == null ? "" : letter.cause())
                .set("failures", letter.failures());
    }

    private static Letter letter(GenericRecord row) {
        String cause = row.getString("cause");
        return new Letter(
                row.getString("sequence"),
                new EventSource(row.getString("aggregate_id"), row.getLong("number"), row.getLong("position")),
                row.getString("event"),
                row.getInstant("set_aside_at"),
                cause.isEmpty() ? null : cause,
                row.getInteger("failures"));
    }
}
