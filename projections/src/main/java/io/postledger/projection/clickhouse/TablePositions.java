package io.postledger.projection.clickhouse;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.query.GenericRecord;
import io.postledger.projection.Positions;
import io.postledger.projection.ProjectionSegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The positions that a table has reached, as rows of the same database; the one with the highest {@code version} counts.
 * With each stands the newest event that had added a row: where the table, or one derived from it, ends before that, rows
 * are missing and the position is worth nothing.
 */
final class TablePositions {
    static final String TABLE = "projection_position";
    private static final Logger log = LoggerFactory.getLogger(TablePositions.class);
    private static final String INSERT =
            "INSERT INTO " + TABLE + " (name, segment, target, position, newest_row, version) VALUES ";

    /** Versions that the holder before may still write after its segment was taken from it. */
    private static final long TAKEOVER = 1_000_000;

    private final ClickHouseStore store;
    private final String database;
    private final String target;
    private final List<String> tables;
    private final Map<ProjectionSegment, Written> written = new ConcurrentHashMap<>();

    /** What this node wrote last for a segment. */
    private record Written(long newestRow, long version) {}

    TablePositions(ClickHouseStore store, String database, String target, List<String> tables) {
        this.store = store;
        this.database = database;
        this.target = target;
        this.tables = tables;
    }

    /** The stored position; none where there is none, or rows or letters are missing: then all segments start again. */
    Optional<TrackingToken> open(ProjectionSegment segment, ClickHouseLetters letters) {
        Map<Integer, GenericRecord> all = stored(segment.projection());
        List<String> incomplete = incomplete(all);
        long lettersMissing = letters.missing();
        boolean isLost = !incomplete.isEmpty() || lettersMissing > 0;
        if (isLost) {
            log.warn(
                    "Rows of {} and {} letters of {} are missing: building from the log again",
                    incomplete,
                    Math.max(0, lettersMissing),
                    target);
            all.forEach((number, row) -> {
                ProjectionSegment other = segment.other(number);
                written.put(other, new Written(0, row.getLong("version") + TAKEOVER));
                set(other, Optional.empty(), 0);
            });
        }
        letters.settle(lettersMissing);
        GenericRecord mine = all.get(segment.number());
        if (mine == null) {
            written.put(segment, new Written(0, 0));
            return Optional.empty();
        }
        if (isLost) {
            return Optional.empty();
        }
        written.put(segment, new Written(mine.getLong("newest_row"), mine.getLong("version") + TAKEOVER));
        return position(mine);
    }

    /** As it stands, of the segment that is furthest behind; -1 before the first event. */
    long reached(String projection) {
        try {
            return stored(projection).values().stream()
                    .mapToLong(row -> Positions.indexOf(position(row).orElse(null)))
                    .min()
                    .orElse(-1);
        } catch (ClickHouseException e) {
            if (ClickHouseStore.isNotThere(e)) {
                return -1;
            }
            throw e;
        }
    }

    private static Optional<TrackingToken> position(GenericRecord row) {
        return Optional.of(row.getString("position"))
                .filter(position -> !position.isEmpty())
                .map(position -> Positions.fromDocument(Document.parse(position)));
    }

    /** Tables that end before the newest row that was written. */
    List<String> incomplete(String projection) {
        return incomplete(stored(projection));
    }

    private List<String> incomplete(Map<Integer, GenericRecord> stored) {
        long newestRow = stored.values().stream()
                .mapToLong(row -> row.getLong("newest_row"))
                .max()
                .orElse(0);
        return tables.stream().filter(table -> newest(table) < newestRow).toList();
    }

    /** Two calls at once for one segment are not allowed; the segment's claim sees to that. */
    void set(ProjectionSegment segment, Optional<TrackingToken> position, long newestRow) {
        Written next = written.compute(
                segment, (s, last) -> new Written(Math.max(last.newestRow(), newestRow), last.version() + 1));
        String json = position.map(Positions::toDocument).map(Document::toJson).orElse("");
        store.execute(
                database,
                INSERT
                        + "('%s', %d, '%s', '%s', %d, %d)"
                                .formatted(
                                        segment.projection(),
                                        segment.number(),
                                        target,
                                        json,
                                        next.newestRow(),
                                        next.version()));
    }

    /** The row that counts of each segment. */
    private Map<Integer, GenericRecord> stored(String projection) {
        return store.query(database, """
                        SELECT segment, position, newest_row, version FROM projection_position FINAL
                        WHERE name = {name:String} AND target = {target:String}
                        """, Map.of("name", projection, "target", target)).stream()
                .collect(Collectors.toMap(row -> row.getInteger("segment"), row -> row));
    }

    private long newest(String table) {
        return store.query(database, "SELECT max(position) AS newest FROM " + table, Map.of())
                .get(0)
                .getLong("newest");
    }
}
