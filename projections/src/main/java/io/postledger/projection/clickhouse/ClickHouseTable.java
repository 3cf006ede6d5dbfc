package io.postledger.projection.clickhouse;

import com.clickhouse.client.api.metadata.TableSchema;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.data.ClickHouseColumn;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.consent.ConsentEvent;
import io.postledger.api.consent.ConsentGiven;
import io.postledger.api.consent.Purpose;
import io.postledger.api.export.ExportFormat;
import io.postledger.api.export.PartRequest;
import io.postledger.api.workspace.WorkspaceClosed;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.projection.ContentHash;
import io.postledger.projection.EventSource;
import io.postledger.projection.Freshness;
import io.postledger.projection.Gathering;
import io.postledger.projection.Generations.TargetDifference;
import io.postledger.projection.ProjectionBatch;
import io.postledger.projection.ProjectionSegment;
import io.postledger.projection.ProjectionStore;
import io.postledger.projection.ProjectionTarget;
import io.postledger.projection.export.WrittenPart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * A table that a projection adds rows to: one insert in RowBinary a batch, and after it the position that the table has
 * reached.
 *
 * <p>A batch may be inserted twice (a crash before its position, an answer that was lost, a replay), so the table must be
 * one in which that changes nothing: a ReplacingMergeTree ordered by what makes a row the same row, read with FINAL, or an
 * AggregatingMergeTree of states like argMax. Each row carries in the column {@value #POSITION} the log's position of its
 * event, from which is seen whether rows that the stored position speaks of are still there.
 */
public final class ClickHouseTable implements ProjectionTarget {
    static final String POSITION = "position";

    /** Of a table that is filled under consent. */
    static final String WORKSPACE = "workspace_id";

    static final String CONSENT = "consent";
    static final String WITHDRAWN = "withdrawn";
    private static final String RANK = "rank";
    private static final String AGREEMENTS = "projection_agreement";

    private static final Pattern SHARE = Pattern.compile("(\\d{1,9})of([1-9]\\d{0,8})");
    private static final Map<ExportFormat, String> FORMATS =
            Map.of(ExportFormat.NDJSON, "JSONEachRow", ExportFormat.PARQUET, "Parquet");

    private final ClickHouseStore store;
    private final String name;
    private final List<String> tables;
    private final @Nullable Purpose purpose;
    private final Map<Integer, Agreements> agreements = new ConcurrentHashMap<>();
    private final Map<Integer, TablePositions> positions = new ConcurrentHashMap<>();
    /** Asked for once each time that a segment is opened: that is when files may have changed them. */
    private final Map<Integer, TableSchema> schemas = new ConcurrentHashMap<>();

    private final Map<ProjectionSegment, GatheredRows> gathered = new ConcurrentHashMap<>();
    private volatile int shown = 1;
    private final Freshness freshness = new Freshness();

    /**
     * @param name of the table, made by one of the files that {@link ClickHouseMigrator} applies
     * @param derived tables that a materialized view fills from this one, each with a column {@value #POSITION}
     */
    public ClickHouseTable(ClickHouseStore store, String name, String... derived) {
        this(
                store,
                name,
                null,
                Stream.concat(Stream.of(name), Stream.of(derived)).toList());
    }

    private ClickHouseTable(ClickHouseStore store, String name, @Nullable Purpose purpose, List<String> tables) {
        this.store = store;
        this.name = name;
        this.purpose = purpose;
        this.tables = tables;
    }

    /**
     * A table that has rows only of workspaces that agree: those of events from when they agreed on, until they withdraw. Its projection
     * handles {@link ConsentEvent} and {@link WorkspaceClosed} by handing them to {@link #take}, in one segment, so that they come in
     * the order of the log.
     *
     * <p>It is a ReplacingMergeTree with the versions {@code rank} and {@code withdrawn}. Its order ends with {@code consent}: rows of
     * another consent are other rows, so that those that were withdrawn never come back. These two are set here.
     *
     * @param name of a table with a column {@code workspace_id}
     * @param purpose that it is filled for
     */
    public static ClickHouseTable underConsent(ClickHouseStore store, String name, Purpose purpose) {
        return new ClickHouseTable(store, name, purpose, List.of(name));
    }

    /** The event in hand adds a row. */
    public void insert(ClickHouseRow row) {
        ProjectionBatch.of(this, () -> new RowBatch(this)).add(row, EventSource.current());
    }

    /** The event in hand gives or withdraws a consent; to another purpose it changes nothing. */
    public void take(ConsentEvent event) {
        if (event.purpose() == purpose) {
            EventSource source = EventSource.current();
            agree(event.workspaceId(), source.sequence(), event instanceof ConsentGiven);
        }
    }

    /** Who is no more agrees to nothing. */
    public void take(WorkspaceClosed event) {
        agree(event.workspaceId(), Agreement.CLOSED, false);
    }

    private void agree(String workspaceId, long sequence, boolean given) {
        EventSource source = EventSource.current();
        // What goes into statements is an id and nothing else.
        String id = new WorkspaceId(workspaceId).value();
        ProjectionBatch.of(this, () -> new RowBatch(this))
                .agree(new Agreement(id, source.position(), sequence, given), source);
    }

    boolean isUnderConsent() {
        return purpose != null;
    }

    /** Which workspaces agree, as far as this generation has heard. */
    Agreements agreements(int generation) {
        return agreements.computeIfAbsent(generation, this::storedAgreements);
    }

    private Agreements storedAgreements(int generation) {
        Agreements stored = new Agreements();
        store.query(
                        database(generation),
                        "SELECT workspace_id, position, sequence, given FROM " + AGREEMENTS
                                + " FINAL WHERE target = {target:String}",
                        Map.of("target", name))
                .forEach(row -> stored.put(new Agreement(
                        row.getString("workspace_id"),
                        row.getLong("position"),
                        row.getLong("sequence"),
                        row.getInteger("given") == 1)));
        return stored;
    }

    /**
     * Rows of a query on this table or those derived from it, without a database's name: readers read the generation that is
     * live. Values go in as {@code {name:Type}}.
     */
    public List<GenericRecord> query(String sql, Map<String, Object> parameters) {
        return store.query(database(shown), sql, parameters);
    }

    /** Each generation but the first is in a database of its own, made from the same files. */
    private String database(int generation) {
        return generation == 1 ? store.database() : store.database() + "__" + name + "__" + generation;
    }

    private TablePositions positions(int generation) {
        return positions.computeIfAbsent(generation, g -> new TablePositions(store, database(g), name, tables));
    }

    /** Lets a reader wait for rows. */
    public Freshness freshness() {
        return freshness;
    }

    @Override
    public ProjectionStore store() {
        return store;
    }

    @Override
    public Optional<TrackingToken> open(ProjectionSegment segment) {
        return store.patiently(() -> {
            new ClickHouseMigrator(store, database(segment.generation()))
                    .ensure(Stream.concat(
                                    tables.stream(),
                                    Stream.of(
                                            TablePositions.TABLE,
                                            ClickHouseLetters.TABLE,
                                            ClickHouseLetters.COUNTS,
                                            AGREEMENTS))
                            .toList());
            schemas.remove(segment.generation());
            agreements.remove(segment.generation());
            return positions(segment.generation()).open(segment, letters(segment.generation()));
        });
    }

    @Override
    public void requireWhole(ProjectionSegment segment) {
        List<String> incomplete =
                store.patiently(() -> positions(segment.generation()).incomplete(segment.projection()));
        if (!incomplete.isEmpty()) {
            throw new IllegalStateException("Rows are missing from " + incomplete);
        }
    }

    @Override
    public void moveTo(ProjectionSegment segment, Optional<TrackingToken> position) {
        GatheredRows gathering = gathered.get(segment);
        if (gathering != null && position.isPresent()) {
            gathering.moveTo(position.get());
            return;
        }
        store.patiently(() -> {
            positions(segment.generation()).set(segment, position, 0);
            return null;
        });
    }

    @Override
    public Gathering gather(ProjectionSegment segment) {
        GatheredRows gathering = new GatheredRows(
                (rows, position, newest) -> insert(segment, rows, position, newest), () -> gathered.remove(segment));
        gathered.put(segment, gathering);
        return gathering;
    }

    @Override
    public ClickHouseLetters letters(int generation) {
        return new ClickHouseLetters(store, database(generation), name);
    }

    /** The table's columns. */
    TableSchema schema(int generation) {
        return schemas.computeIfAbsent(generation, g -> store.patiently(() -> store.schema(database(g), name)));
    }

    @Override
    public void show(int generation) {
        shown = generation;
        freshness.written();
    }

    /** The first generation shares its database with other tables, which stay. */
    @Override
    public void drop(int generation) {
        store.patiently(() -> {
            if (generation == 1) {
                tables.forEach(table -> store.execute(store.database(), "TRUNCATE TABLE IF EXISTS " + table));
                List.of(TablePositions.TABLE, AGREEMENTS)
                        .forEach(table -> store.execute(
                                store.database(), "DELETE FROM " + table + " WHERE target = '" + name + "'"));
                letters(generation).removeAll();
            } else {
                // Else the server keeps the files for 8 minutes, should somebody want them back.
                store.execute("default", "DROP DATABASE IF EXISTS " + database(generation) + " SYNC");
            }
            positions.remove(generation);
            agreements.remove(generation);
            return null;
        });
    }

    @Override
    public long reached(String projection, int generation) {
        return store.patiently(() -> positions(generation).reached(projection));
    }

    @Override
    public long size(int generation) {
        return store.query(database(generation), "SELECT count() AS size" + rows(generation), Map.of())
                .get(0)
                .getLong("size");
    }

    /**
     * From where and which rows a generation is told. A copy stands still, but not against those who have withdrawn since: their rows
     * are in it and no longer told.
     */
    private String rows(int generation) {
        String all = " FROM " + name + " FINAL WHERE ";
        if (purpose == null || generation == shown) {
            return all + "1";
        }
        String withdrawals = " FROM %s" + AGREEMENTS + " FINAL WHERE target = '" + name + "' AND given = 0";
        return all
                + "workspace_id NOT IN (SELECT workspace_id" + withdrawals.formatted(database(shown) + ".")
                + " AND (workspace_id, position) NOT IN (SELECT workspace_id, position" + withdrawals.formatted("")
                + "))";
    }

    /** Over all rows without their {@value #POSITION} in the order of all columns; derived tables follow from them. */
    @Override
    public String hash(int generation) {
        ContentHash hash = new ContentHash();
        store.read(
                database(generation),
                "SELECT * EXCEPT (" + POSITION + ")" + rows(generation) + " ORDER BY ALL FORMAT JSONCompactEachRow",
                rows -> new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8))
                        .lines()
                        .forEach(hash::add));
        return hash.value();
    }

    /** Keys are those of the table's order; derived tables follow from it. */
    @Override
    public TargetDifference difference(int one, int other, int examples) {
        GenericRecord found = store.query(
                        database(one), """
                        SELECT count() AS keys, groupArray(%d)(key) AS examples
                        FROM (SELECT key FROM (%s UNION ALL %s) GROUP BY key HAVING sum(side) != 0 ORDER BY key)
                        """.formatted(examples, hashes(one, 1), hashes(other, -1)), Map.of())
                .get(0);
        return new TargetDifference(name, found.getLong("keys"), found.getList("examples"));
    }

    /** Of each row its key, and what it adds up to with the same row of the other side: 0. */
    private String hashes(int generation, int sign) {
        String key = key(generation);
        String columns = schema(generation).getColumns().stream()
                .map(ClickHouseColumn::getColumnName)
                .filter(column -> !column.equals(POSITION))
                .collect(Collectors.joining(", "));
        return "SELECT toString(tuple(%s)) AS key, %d * toInt128(cityHash64(toString(tuple(%s)))) AS side FROM %s.%s FINAL"
                .formatted(key, sign, columns, database(generation), name);
    }

    /** The expressions that the table is ordered by. */
    private String key(int generation) {
        return store.query(
                        database(generation),
                        "SELECT sorting_key FROM system.tables WHERE database = currentDatabase() AND name = {table:String}",
                        Map.of("table", name))
                .get(0)
                .getString("sorting_key");
    }

    /** A part is what a hash of the key puts into it: that needs no order that all kinds of keys have. */
    @Override
    public WrittenPart write(int generation, PartRequest part, OutputStream to) {
        String database = database(generation);
        Share share = part.after() == null ? new Share(0, 1 + size(generation) / part.limit()) : Share.of(part.after());
        String key = key(generation);
        String rows = rows(generation) + " AND sipHash64(" + key + ") % " + share.count() + " = " + share.number();
        long items = store.query(database, "SELECT count() AS size" + rows, Map.of())
                .get(0)
                .getLong("size");
        store.read(
                database,
                "SELECT *" + rows + " ORDER BY " + key + " FORMAT " + FORMATS.get(part.format()),
                found -> copy(found, to));
        return new WrittenPart(items, share.next());
    }

    private static void copy(InputStream from, OutputStream to) {
        try {
            from.transferTo(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of so many parts of a table. */
    private record Share(long number, long count) {
        static Share of(String text) {
            Matcher parts = SHARE.matcher(text);
            if (!parts.matches()) {
                throw new RejectedException(
                        RejectionCode.EXPORT_CURSOR_INVALID, "This is not what a part gave as its next", Map.of());
            }
            return new Share(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
        }

        @Nullable
        String next() {
            return number + 1 < count ? number + 1 + "of" + count : null;
        }
    }

    @Override
    public String toString() {
        return name;
    }

    void write(ProjectionSegment segment, RowBatch batch, @Nullable TrackingToken position) {
        GatheredRows gathering = gathered.get(segment);
        boolean isGathered = gathering != null && position != null;
        if (isGathered && batch.agreements().isEmpty()) {
            gathering.add(batch, position);
            return;
        }
        if (isGathered) {
            // What is withdrawn is looked for in the table.
            gathering.flush();
        }
        if (!batch.agreements().isEmpty()) {
            store.patiently(() -> {
                storeAgreements(segment.generation(), batch.agreements());
                return null;
            });
        }
        insert(segment, batch.encoded(), position, batch.newest());
        batch.agreements().forEach(agreements(segment.generation())::put);
    }

    /** Rows that the same events added before are gone, before the position moves past what was withdrawn. */
    private void storeAgreements(int generation, List<Agreement> changes) {
        store.execute(
                database(generation),
                "INSERT INTO " + AGREEMENTS + " (target, workspace_id, position, sequence, given) VALUES "
                        + changes.stream()
                                .map(change -> "('%s', '%s', %d, %d, %d)"
                                        .formatted(
                                                name,
                                                change.workspaceId(),
                                                change.position(),
                                                change.sequence(),
                                                change.given() ? 1 : 0))
                                .collect(Collectors.joining(", ")));
        changes.stream().filter(change -> !change.given()).forEach(change -> remove(generation, change));
    }

    /** By rows that say so, of which only the key is left; the values are gone when ClickHouse next merges them. */
    private void remove(int generation, Agreement withdrawn) {
        String key = key(generation);
        store.execute(
                database(generation),
                "INSERT INTO %s (%s, %s, %s, %s) SELECT %s, %s, 1, %d FROM %s FINAL WHERE %s = '%s' AND %s < %d"
                        .formatted(
                                name,
                                key,
                                RANK,
                                WITHDRAWN,
                                POSITION,
                                key,
                                Long.toUnsignedString(-1),
                                withdrawn.position(),
                                name,
                                WORKSPACE,
                                withdrawn.workspaceId(),
                                CONSENT,
                                withdrawn.sequence()));
    }

    private void insert(ProjectionSegment segment, byte[] rows, @Nullable TrackingToken position, long newest) {
        store.patiently(() -> {
            if (rows.length > 0) {
                store.insert(database(segment.generation()), name, rows);
            }
            if (position != null) {
                positions(segment.generation()).set(segment, Optional.of(position), newest);
            }
            return null;
        });
        freshness.written();
    }
}
