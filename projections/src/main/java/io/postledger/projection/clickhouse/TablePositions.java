package io.postledger.projection.clickhouse;

import com.clickhouse.client.api.query.GenericRecord;
import io.postledger.projection.Positions;
import io.postledger.projection.ProjectionSegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private final String target;
    private final List<String> tables;
    private final Map<ProjectionSegment, Written> written = new ConcurrentHashMap<>();

    /** What this node wrote last for a segment. */
    private record Written(long newestRow, long version) {}

    TablePositions(ClickHouseStore store, String target, List<String> tables) {
        this.store = store;
        this.target = target;
        this.tables = tables;
    }

    /** The stored position; none where there is none or rows are missing. */
    Optional<TrackingToken> open(ProjectionSegment segment) {
        Optional<GenericRecord> stored = stored(segment);
        long newestRow = stored.map(row -> row.getLong("newest_row")).orElse(0L);
        long version = stored.map(row -> row.getLong("version")).orElse(0L);
        written.put(segment, new Written(newestRow, version + TAKEOVER));
        List<String> incomplete =
                tables.stream().filter(table -> newest(table) < newestRow).toList();
        if (!incomplete.isEmpty()) {
            log.warn("Rows are missing from {}: building from the log again", incomplete);
            written.put(segment, new Written(0, written.get(segment).version()));
            set(segment, Optional.empty(), 0);
            return Optional.empty();
        }
        return stored.map(row -> row.getString("position"))
                .filter(position -> !position.isEmpty())
                .map(position -> Positions.fromDocument(Document.parse(position)));
    }

    /** Two statements at once for one segment are not allowed; the segment's claim sees to that. */
    void set(ProjectionSegment segment, Optional<TrackingToken> position, long newestRow) {
        Written next = written.compute(
                segment, (s, last) -> new Written(Math.max(last.newestRow(), newestRow), last.version() + 1));
        String json = position.map(Positions::toDocument).map(Document::toJson).orElse("");
        store.execute(INSERT
                + "('%s', %d, '%s', '%s', %d, %d)"
                        .formatted(
                                segment.projection(),
                                segment.number(),
                                target,
                                json,
                                next.newestRow(),
                                next.version()));
    }

    private Optional<GenericRecord> stored(ProjectionSegment segment) {
        return store
                .query(
                        """
                        SELECT position, newest_row, version FROM projection_position
                        WHERE name = {name:String} AND segment = {segment:UInt32} AND target = {target:String}
                        ORDER BY version DESC LIMIT 1
                        """,
                        Map.of(
                                "name", segment.projection(),
                                "segment", segment.number(),
                                "target", target))
                .stream()
                .findFirst();
    }

    private long newest(String table) {
        return store.query("SELECT max(position) AS newest FROM " + table, Map.of())
                .get(0)
                .getLong("newest");
    }
}
