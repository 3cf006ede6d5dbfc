package io.postledger.saga.budget;

import io.postledger.api.account.Platform;
import io.postledger.platform.Budget;
import io.postledger.platform.RateLimit;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Budgets in PostgreSQL: one row for each that was ever spent from. A window that has ended begins anew when spent from. */
@Component
class BudgetRows {
    private final JdbcClient jdbc;

    BudgetRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param reserve percent of the budget that is left for others
     * @return empty where it is spent; otherwise when there is more
     */
    Optional<Instant> spend(
            Platform platform, Budget budget, String owner, long limit, int cost, int reserve, Instant now) {
        int spent = jdbc.sql("""
                INSERT INTO network_budget AS b (platform, name, owner, spent, quota, resets_at)
                VALUES (:platform, :name, :owner, :cost, :limit, :end)
                ON CONFLICT (platform, name, owner) DO UPDATE SET
                    spent = CASE WHEN b.resets_at <= :now THEN excluded.spent ELSE b.spent + excluded.spent END,
                    quota = CASE WHEN b.resets_at <= :now THEN excluded.quota ELSE b.quota END,
                    resets_at = CASE WHEN b.resets_at <= :now THEN excluded.resets_at ELSE b.resets_at END
                WHERE (b.resets_at <= :now OR b.spent + excluded.spent <= b.quota - b.quota * :reserve / 100)
                  AND (b.refused_until IS NULL OR b.refused_until <= :now)
                """)
                .param("platform", platform.name())
                .param("name", budget.name())
                .param("owner", owner)
                .param("cost", cost)
                .param("reserve", reserve)
                .param("limit", limit)
                .param("end", Timestamp.from(budget.window().endAfter(now)))
                .param("now", Timestamp.from(now))
                .update();
        return spent == 1 ? Optional.empty() : Optional.of(resetsAt(platform, budget, owner, cost, reserve, now));
    }

    private Instant resetsAt(Platform platform, Budget budget, String owner, int cost, int reserve, Instant now) {
        return jdbc.sql("""
                SELECT COALESCE(
                           GREATEST(refused_until, CASE WHEN spent + :cost > quota - quota * :reserve / 100 THEN resets_at END),
                           :now)
                FROM network_budget WHERE platform = :platform AND name = :name AND owner = :owner
                """)
                .param("platform", platform.name())
                .param("name", budget.name())
                .param("owner", owner)
                .param("cost", cost)
                .param("reserve", reserve)
                .param("now", Timestamp.from(now))
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    /** Calls under way are counted by us already and not yet by the network: within a window the larger count holds. */
    void correct(Platform platform, Budget budget, String owner, RateLimit said) {
        jdbc.sql("""
                INSERT INTO network_budget AS b (platform, name, owner, spent, quota, resets_at)
                VALUES (:platform, :name, :owner, :spent, :limit, :end)
                ON CONFLICT (platform, name, owner) DO UPDATE SET
                    spent = CASE WHEN b.resets_at = excluded.resets_at
                                 THEN GREATEST(b.spent, excluded.spent) ELSE excluded.spent END,
                    quota = excluded.quota,
                    resets_at = excluded.resets_at
                """)
                .param("platform", platform.name())
                .param("name", budget.name())
                .param("owner", owner)
                .param("spent", Math.max(0, said.limit() - said.remaining()))
                .param("limit", said.limit())
                .param("end", Timestamp.from(said.resetsAt()))
                .update();
    }

    /** The network refused: whatever is left by our count, nothing is spent before then. */
    void refuse(Platform platform, Budget budget, String owner, long limit, Instant until, Instant now) {
        jdbc.sql("""
                INSERT INTO network_budget AS b (platform, name, owner, spent, quota, resets_at, refused_until)
                VALUES (:platform, :name, :owner, 0, :limit, :end, :until)
                ON CONFLICT (platform, name, owner) DO UPDATE SET
                    refused_until = GREATEST(b.refused_until, excluded.refused_until)
                """)
                .param("platform", platform.name())
                .param("name", budget.name())
                .param("owner", owner)
                .param("limit", limit)
                .param("end", Timestamp.from(budget.window().endAfter(now)))
                .param("until", Timestamp.from(until))
                .update();
    }

    /**
     * The running transaction is not waited for to be on disk when it ends. The row that all accounts share is held until
     * then, and a flush for each spend would be the limit of them all. A crash of PostgreSQL itself may forget the last
     * half second of spends; networks' answers put that right.
     */
    void endWithoutFlush() {
        jdbc.sql("SET LOCAL synchronous_commit TO off").update();
    }
}
