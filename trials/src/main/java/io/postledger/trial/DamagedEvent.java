package io.postledger.trial;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;

/**
 * One event of the log of which only the first half of what it says is left, until it is put right.
 *
 * @param following how many events of its aggregate there are from it on, itself among them
 */
public record DamagedEvent(long position, String aggregateId, int following, byte[] payload) {
    private static final String EDITS = "FROM event_log WHERE name = 'post.PostEdited'";

    /** An edit of a post. */
    public static DamagedEvent in(Connection log, Random random) throws SQLException {
        DamagedEvent event = any(log, random.nextInt(count(log, EDITS)));
        event.write(log, Arrays.copyOf(event.payload, event.payload.length / 2));
        return event;
    }

    private static DamagedEvent any(Connection log, int number) throws SQLException {
        try (PreparedStatement select = log.prepareStatement(
                "SELECT position, aggregate_id, sequence, payload " + EDITS + " ORDER BY position LIMIT 1 OFFSET ?")) {
            select.setInt(1, number);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                String id = row.getString("aggregate_id");
                int following = count(
                        log,
                        "FROM event_log WHERE aggregate_id = '" + id + "' AND sequence >= " + row.getLong("sequence"));
                return new DamagedEvent(row.getLong("position"), id, following, row.getBytes("payload"));
            }
        }
    }

    private static int count(Connection log, String rows) throws SQLException {
        try (PreparedStatement select = log.prepareStatement("SELECT count(*) " + rows);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    public void putRight(Connection log) throws SQLException {
        write(log, payload);
    }

    private void write(Connection log, byte[] bytes) throws SQLException {
        try (PreparedStatement update = log.prepareStatement("UPDATE event_log SET payload = ? WHERE position = ?")) {
            update.setBytes(1, bytes);
            update.setLong(2, position);
            update.executeUpdate();
        }
    }
}
