package io.postledger.trial.bench;

import io.postledger.store.CatalogueSerializer;
import io.postledger.store.StoredInstants;
import io.postledger.trial.Figures;
import io.postledger.trial.OwnPostgres;
import io.postledger.trial.Parallel;
import io.postledger.trial.history.HistoryLog;
import io.postledger.trial.history.PostgresLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SimpleSerializedObject;
import org.postgresql.PGStatement;

/** The events in PostgreSQL, by plain JDBC: read through a cursor, appended to a table of the same definition. */
final class PostgresRawLog implements RawLog {
    private static final int FETCH = 2_000;
    private static final String COLUMNS =
            "aggregate_id, sequence, aggregate_type, event_id, name, revision, payload, metadata, recorded_at";
    private static final String ALL = "SELECT position, " + COLUMNS + " FROM event_log ORDER BY position";
    private static final String COPY = "bench_append";

    private final OwnPostgres postgres;
    private final CatalogueSerializer serializer;

    /** @param serializer that events are read with */
    PostgresRawLog(OwnPostgres postgres, CatalogueSerializer serializer) {
        this.postgres = postgres;
        this.serializer = serializer;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private record Row(
            String aggregateId,
            long sequence,
            String type,
            String eventId,
            String name,
            String revision,
            byte[] payload,
            byte[] metadata,
            String recordedAt) {}

    @Override
    public String reading() {
        return "by JDBC cursor";
    }

    @Override
    public HistoryLog loader() throws SQLException {
        return new PostgresLog(postgres.connect(), serializer);
    }

    @Override
    public void read(Reader reader) throws SQLException {
        rows(row -> reader.read(new Stored() {
            @Override
            public String aggregateId() throws SQLException {
                return row.getString("aggregate_id");
            }

            @Override
            public String eventId() throws SQLException {
                return row.getString("event_id");
            }

            @Override
            public Object payload() throws SQLException {
                return PostgresRawLog.this.payload(row);
            }
        }));
    }

    private double rows(RowReader reader) throws SQLException {
        long begin = System.nanoTime();
        try (Connection connection = postgres.connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(ALL)) {
                // At once, and not only after some uses: payloads as they are instead of in hexadecimal.
                statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
                statement.setFetchSize(FETCH);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            }
        }
        return BenchRoom.seconds(begin);
    }

    @Override
    public double readBare() throws SQLException {
        long[] bytes = new long[1];
        return rows(row -> {
            row.getLong("position");
            row.getLong("sequence");
            bytes[0] += row.getString("aggregate_id").length()
                    + row.getString("aggregate_type").length()
                    + row.getString("event_id").length()
                    + row.getString("name").length()
                    + row.getString("revision").length()
                    + row.getString("recorded_at").length()
                    + row.getBytes("payload").length
                    + row.getBytes("metadata").length;
        });
    }

    @Override
    public double readAndDecode() throws SQLException {
        return rows(row -> {
            row.getLong("position");
            row.getLong("sequence");
            row.getString("aggregate_id");
            row.getString("aggregate_type");
            row.getString("event_id");
            payload(row);
            MetaData metadata =
                    serializer.deserialize(new SerializedMetaData<>(row.getBytes("metadata"), byte[].class));
            metadata.size();
            StoredInstants.of(row.getString("recorded_at"));
        });
    }

    private Object payload(ResultSet row) throws SQLException {
        return serializer.deserialize(new SimpleSerializedObject<>(
                row.getBytes("payload"), byte[].class, row.getString("name"), row.getString("revision")));
    }

    @Override
    public List<String> some(String prefix, int most) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT aggregate_id FROM event_log WHERE sequence = 0"
                        + " AND aggregate_id LIKE '" + prefix + "%' ORDER BY md5(aggregate_id) LIMIT " + most)) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    @Override
    public long last() throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(position) FROM event_log")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public Appended appendAgain(long after, int threads) throws Exception {
        List<Row> rows = rowsAfter(after);
        BlockingQueue<PreparedStatement> inserts = new ArrayBlockingQueue<>(threads);
        List<Connection> connections = new ArrayList<>();
        try (Connection owner = postgres.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE SEQUENCE " + COPY + "_position");
            statement.execute("CREATE TABLE " + COPY + " (LIKE event_log INCLUDING ALL)");
            statement.execute("ALTER TABLE " + COPY + " ALTER position SET DEFAULT nextval('" + COPY + "_position')");
            for (int n = 0; n < threads; n++) {
                Connection connection = postgres.connect();
                connections.add(connection);
                inserts.add(connection.prepareStatement(
                        "INSERT INTO " + COPY + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
            }
            Collection<Double> took = new ConcurrentLinkedQueue<>();
            double seconds = Parallel.forEach(rows.size(), threads, n -> took.add(insert(inserts, rows.get(n))));
            statement.execute("DROP TABLE " + COPY);
            statement.execute("DROP SEQUENCE " + COPY + "_position");
            return new Appended(rows.size() / seconds, Figures.percentile(took, 0.99));
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private List<Row> rowsAfter(long position) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = postgres.connect();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT " + COLUMNS + " FROM event_log WHERE position > ? ORDER BY position")) {
            select.setLong(1, position);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getString(1),
                            row.getLong(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getBytes(7),
                            row.getBytes(8),
                            row.getString(9)));
                }
            }
        }
        return rows;
    }

    /** Milliseconds. */
    private static double insert(BlockingQueue<PreparedStatement> inserts, Row row) {
        try {
            PreparedStatement insert = inserts.take();
            long begin = System.nanoTime();
            insert.setString(1, row.aggregateId());
            insert.setLong(2, row.sequence());
            insert.setString(3, row.type());
            insert.setString(4, row.eventId());
            insert.setString(5, row.name());
            insert.setString(6, row.revision());
            insert.setBytes(7, row.payload());
            insert.setBytes(8, row.metadata());
            insert.setString(9, row.recordedAt());
            insert.executeUpdate();
            double took = (System.nanoTime() - begin) / 1e6;
            inserts.add(insert);
            return took;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
