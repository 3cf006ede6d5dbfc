package io.postledger.trial.bench;

import io.postledger.trial.Figures;
import io.postledger.trial.Parallel;
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

/**
 * Commands through the bus, against the rows that they left, appended once more by themselves: the same bytes into a table of
 * the same definition, a transaction each, by as many threads.
 */
final class CommandsMeasure implements Measure {
    private static final int THREADS = 8;
    /** Posts of one round, at the full size of a million events. */
    private static final int MOST_POSTS = 1_500;

    private static final String COPY = "bench_append";
    private static final String COLUMNS =
            "aggregate_id, sequence, aggregate_type, event_id, name, revision, payload, metadata, recorded_at";

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

    /** What one way took in one round. @param p99 in milliseconds */
    record Round(double rate, double p99) {}

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        Newsroom newsroom = new Newsroom(room.product());
        int posts = posts(room);
        List<Round> commands = new ArrayList<>();
        List<Round> appends = new ArrayList<>();
        round(newsroom, posts);
        for (int n = 0; n < room.rounds(); n++) {
            long from = last(room);
            commands.add(round(newsroom, posts));
            appends.add(append(room, rows(room, from)));
        }
        return List.of(
                Ratio.atLeast(
                        0.6,
                        "commands through the bus",
                        term(
                                "commands, each one event, by " + THREADS + " threads; event processors stand",
                                commands.stream().map(Round::rate).toList(),
                                "commands/s"),
                        term(
                                "the same rows inserted, a transaction each, by " + THREADS + " threads",
                                appends.stream().map(Round::rate).toList(),
                                "rows/s")),
                Ratio.atMost(
                        2,
                        "the slowest hundredth of them",
                        term(
                                "p99 of the commands",
                                commands.stream().map(Round::p99).toList(),
                                "ms"),
                        term(
                                "p99 of the inserts",
                                appends.stream().map(Round::p99).toList(),
                                "ms")));
    }

    private static Ratio.Term term(String name, List<Double> runs, String unit) {
        return new Ratio.Term(name, runs, unit);
    }

    /** How many of them are written in a round. */
    static int posts(BenchRoom room) {
        return (int) Math.min(MOST_POSTS, Math.max(THREADS, room.events() / 100));
    }

    static Round round(Newsroom newsroom, int posts) throws InterruptedException {
        Collection<Double> took = new ConcurrentLinkedQueue<>();
        double seconds = Parallel.forEach(posts, THREADS, n -> newsroom.write(took::add));
        return new Round(posts * Newsroom.COMMANDS / seconds, Figures.percentile(took, 0.99));
    }

    private static long last(BenchRoom room) throws SQLException {
        try (Connection connection = room.stores().postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(position) FROM event_log")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Row> rows(BenchRoom room, long after) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = room.stores().postgres().connect();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT " + COLUMNS + " FROM event_log WHERE position > ? ORDER BY position")) {
            select.setLong(1, after);
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

    private static Round append(BenchRoom room, List<Row> rows) throws Exception {
        BlockingQueue<PreparedStatement> inserts = new ArrayBlockingQueue<>(THREADS);
        List<Connection> connections = new ArrayList<>();
        try (Connection owner = room.stores().postgres().connect();
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE SEQUENCE " + COPY + "_position");
            statement.execute("CREATE TABLE " + COPY + " (LIKE event_log INCLUDING ALL)");
            statement.execute("ALTER TABLE " + COPY + " ALTER position SET DEFAULT nextval('" + COPY + "_position')");
            for (int n = 0; n < THREADS; n++) {
                Connection connection = room.stores().postgres().connect();
                connections.add(connection);
                inserts.add(connection.prepareStatement(
                        "INSERT INTO " + COPY + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
            }
            Collection<Double> took = new ConcurrentLinkedQueue<>();
            double seconds = Parallel.forEach(rows.size(), THREADS, n -> took.add(insert(inserts, rows.get(n))));
            statement.execute("DROP TABLE " + COPY);
            statement.execute("DROP SEQUENCE " + COPY + "_position");
            return new Round(rows.size() / seconds, Figures.percentile(took, 0.99));
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
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
