package io.postledger.projection.clickhouse;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.query.GenericRecord;
import io.postledger.projection.EventSource;
import io.postledger.projection.Letter;
import io.postledger.projection.LetterBox;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Letters of one generation of a table, as rows of the same database; of one letter the row with the most failures counts. */
final class ClickHouseLetters implements LetterBox {
    static final String TABLE = "projection_letter";
    /** UNKNOWN_TABLE, UNKNOWN_DATABASE. */
    private static final Set<Integer> NOT_THERE = Set.of(60, 81);

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
                if (e.getCause() instanceof ServerException server && NOT_THERE.contains(server.getCode())) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    @Override
    public void put(List<Letter> letters) {
        if (letters.isEmpty()) {
            return;
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
        String positions = letters.stream()
                .map(letter -> Long.toString(letter.source().position()))
                .collect(Collectors.joining(","));
        delete("target = '" + target + "' AND position IN (" + positions + ")");
    }

    void removeAll() {
        delete("target = '" + target + "'");
    }

    private void delete(String which) {
        store.patiently(() -> {
            store.execute(database, "DELETE FROM " + TABLE + " WHERE " + which);
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
