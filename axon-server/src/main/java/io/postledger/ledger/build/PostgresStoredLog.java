package io.postledger.ledger.build;

import io.postledger.ledger.Leaf;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The embedded log, read by plain JDBC and not decoded.
 *
 * <p>Positions come from a sequence, so a transaction may commit behind a later position. Whoever inserts holds a lock on the table from
 * before it takes its position until it ends. So: a gap below a committed position can still be filled only by those who hold that lock
 * now; once each of them has ended, the gap stays. No clock, no waiting for a minute, and nobody is held up.
 */
public final class PostgresStoredLog implements StoredLog {
    private static final int FETCH = 2_000;
    private static final String COLUMNS = "SELECT position, aggregate_id, aggregate_type, sequence, event_id, name,"
            + " revision, recorded_at, payload, metadata FROM event_log WHERE position > ?";
    private static final String WRITERS = """
            SELECT virtualtransaction FROM pg_locks
            WHERE relation = 'event_log'::regclass AND mode = 'RowExclusiveLock' AND granted
            """;

    private final JdbcTemplate jdbc;
    private long settled = -1;
    private @Nullable Waiting waiting;

    /** Up to a position nothing comes any more once these have ended. */
    private record Waiting(long upTo, Set<String> writers) {}

    public PostgresStoredLog(DataSource database) {
        jdbc = new JdbcTemplate(database);
    }

    @Override
    public synchronized List<Leaf> settledAfter(long position, int most) {
        List<Leaf> next = next(position, most);
        int whole = whole(next, position);
        if (whole < next.size() && settle(next.get(whole).position())) {
            // What was committed meanwhile is in it now.
            next = next(position, most);
            whole = whole(next, position);
        }
        return next.subList(0, whole);
    }

    /** How many of them have nothing missing before them. */
    private int whole(List<Leaf> next, long position) {
        long last = Math.max(position, 0);
        int whole = 0;
        while (whole < next.size()
                && (next.get(whole).position() == last + 1 || next.get(whole).position() <= settled)) {
            last = next.get(whole++).position();
        }
        return whole;
    }

    /** Whether it is known by now that nothing comes up to a position. */
    private boolean settle(long position) {
        if (waiting != null) {
            waiting.writers().retainAll(writers());
            if (waiting.writers().isEmpty()) {
                settled = waiting.upTo();
                waiting = null;
            }
        }
        if (waiting == null && settled < position) {
            long upTo = jdbc.queryForObject("SELECT coalesce(max(position), -1) FROM event_log", Long.class);
            Set<String> writers = writers();
            if (writers.isEmpty()) {
                settled = upTo;
            } else {
                waiting = new Waiting(upTo, writers);
            }
        }
        return settled >= position;
    }

    private Set<String> writers() {
        return new HashSet<>(jdbc.queryForList(WRITERS, String.class));
    }

    private List<Leaf> next(long position, int most) {
        List<Leaf> next = new ArrayList<>();
        try {
            read(COLUMNS + " ORDER BY position LIMIT " + most, new long[] {position}, leaf -> next.add(leaf));
        } catch (Exception e) {
            throw e instanceof RuntimeException failed ? failed : new IllegalStateException(e);
        }
        return next;
    }

    @Override
    public void read(long after, long upTo, Reader reader) throws Exception {
        read(COLUMNS + " AND position <= ? ORDER BY position", new long[] {after, upTo}, reader);
    }

    @Override
    public OptionalLong positionOf(String aggregateId, long sequence) {
        return jdbc
                .queryForList(
                        "SELECT position FROM event_log WHERE aggregate_id = ? AND sequence = ?",
                        Long.class,
                        aggregateId,
                        sequence)
                .stream()
                .mapToLong(position -> position)
                .findAny();
    }

    private void read(String sql, long[] parameters, Reader reader) throws Exception {
        Exception failed = jdbc.execute((ConnectionCallback<Exception>) connection -> {
            try {
                read(connection, sql, parameters, reader);
                return null;
            } catch (SQLException e) {
                throw e;
            } catch (Exception e) {
                return e;
            }
        });
        if (failed != null) {
            throw failed;
        }
    }

    private static void read(Connection connection, String sql, long[] parameters, Reader reader) throws Exception {
        // A cursor needs a transaction; without one all rows would come at once.
        boolean own = connection.getAutoCommit();
        if (own) {
            connection.setAutoCommit(false);
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            // At once, and not only after some uses: payloads as they are instead of in hexadecimal.
            statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
            statement.setFetchSize(FETCH);
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                boolean goOn = true;
                while (goOn && rows.next()) {
                    goOn = reader.take(leaf(rows));
                }
            }
        } finally {
            if (own) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static Leaf leaf(ResultSet row) throws SQLException {
        return new Leaf(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getBytes(9),
                row.getBytes(10));
    }
}
