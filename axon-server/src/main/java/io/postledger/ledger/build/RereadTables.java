package io.postledger.ledger.build;

import io.postledger.ledger.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the log has been read again, and what was found; see {@code V1_60__ledger_reread.sql}. */
final class RereadTables {
    /** Of the advisory lock: one node at a time reads again. */
    private static final long LOCK = 0x504C_4552L;
    /** Told at most: of very many the first say enough. */
    private static final int MOST_FINDINGS = 1_000;

    private final JdbcClient jdbc;

    RereadTables(JdbcOperations jdbc) {
        this.jdbc = JdbcClient.create(jdbc);
    }

    /**
     * Where a round is.
     *
     * @param number from 1
     * @param next leaf that it goes on with
     * @param size leaves of the tree when it began, which are all that it reads
     * @param finishedAt when a round was at its end last; null before the first
     */
    record Round(
            long number,
            long next,
            long size,
            Instant beganAt,
            Instant steppedAt,
            @Nullable Instant finishedAt) {
        boolean isOver() {
            return next >= size;
        }
    }

    /** Whether the running transaction may go on with a round; held until it ends. */
    boolean lock() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    Optional<Round> round() {
        return jdbc.sql("SELECT round, next, size, began_at, stepped_at, finished_at FROM ledger_reread")
                .query((row, number) -> new Round(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        instant(row, 4),
                        instant(row, 5),
                        instant(row, 6)))
                .optional();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    void save(Round round) {
        jdbc.sql("""
                INSERT INTO ledger_reread (round, next, size, began_at, stepped_at, finished_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (one) DO UPDATE SET round = excluded.round, next = excluded.next, size = excluded.size,
                    began_at = excluded.began_at, stepped_at = excluded.stepped_at, finished_at = excluded.finished_at
                """)
                .params(
                        round.number(),
                        round.next(),
                        round.size(),
                        round.beganAt().atOffset(ZoneOffset.UTC),
                        round.steppedAt().atOffset(ZoneOffset.UTC),
                        round.finishedAt() == null ? null : round.finishedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What is found by now from one leaf to before another takes the place of what was found there before. */
    void replace(long from, long to, List<Finding> findings) {
        jdbc.sql("DELETE FROM ledger_finding WHERE first_leaf >= ? AND first_leaf < ?")
                .params(from, to)
                .update();
        for (Finding finding : findings) {
            jdbc.sql("INSERT INTO ledger_finding (code, first_leaf, last_leaf, text) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING")
                    .params(finding.code().name(), finding.index(), finding.to(), finding.text())
                    .update();
        }
    }

    List<Finding> findings() {
        // No other can have been written by this product or stop it.
        return jdbc.sql("SELECT code, first_leaf, last_leaf, text FROM ledger_finding WHERE code IN (:codes)"
                        + " ORDER BY first_leaf LIMIT " + MOST_FINDINGS)
                .param("codes", Stream.of(Finding.Code.values()).map(Enum::name).toList())
                .query((row, number) -> new Finding(
                        Finding.Code.valueOf(row.getString(1)), row.getLong(2), row.getLong(3), row.getString(4)))
                .list();
    }
}
