package io.postledger.saga.metrics;

import io.postledger.privacy.PersonalCipher;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose counters are read when, in PostgreSQL. */
@Component
class CollectedPosts {
    /** An account with a post whose time has come. */
    record DueAccount(String accountId, String workspaceId) {}

    private final JdbcClient jdbc;
    private final PersonalCipher personal;

    CollectedPosts(JdbcClient jdbc, PersonalCipher personal) {
        this.jdbc = jdbc;
        this.personal = personal;
    }

    /** Does nothing where it is known: the log may be told again. */
    void add(
            String publicationId,
            String workspaceId,
            String accountId,
            String externalId,
            Instant publishedAt,
            @Nullable Instant nextAt) {
        jdbc.sql("""
                INSERT INTO collected_post
                       (publication_id, workspace_id, account_id, external_id, published_at, next_at)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (publication_id) DO NOTHING
                """)
                .params(
                        publicationId,
                        workspaceId,
                        accountId,
                        new PostAtNetwork(publicationId, workspaceId, externalId)
                                .sealed(personal)
                                .externalId(),
                        Timestamp.from(publishedAt),
                        timestamp(nextAt))
                .update();
    }

    /** The longest overdue first. */
    List<DueAccount> dueAccounts(Instant now, int most) {
        return jdbc.sql("""
                SELECT account_id, workspace_id FROM collected_post WHERE next_at <= ?
                GROUP BY account_id, workspace_id ORDER BY min(next_at) LIMIT ?
                """)
                .params(Timestamp.from(now), most)
                .query((row, number) -> new DueAccount(row.getString("account_id"), row.getString("workspace_id")))
                .list();
    }

    List<CollectedPost> due(String accountId, Instant now, int most) {
        return jdbc.sql("""
                SELECT publication_id, workspace_id, external_id, published_at, times_missing FROM collected_post
                WHERE account_id = ? AND next_at <= ? ORDER BY next_at LIMIT ?
                """)
                .params(accountId, Timestamp.from(now), most)
                .query((row, number) -> new CollectedPost(
                        row.getString("publication_id"),
                        new PostAtNetwork(
                                        row.getString("publication_id"),
                                        row.getString("workspace_id"),
                                        row.getString("external_id"))
                                .opened(personal)
                                .externalId(),
                        row.getTimestamp("published_at").toInstant(),
                        row.getInt("times_missing")))
                .list();
    }

    /** @param nextAt null for never */
    void plan(String publicationId, @Nullable Instant nextAt, int timesMissing) {
        jdbc.sql("UPDATE collected_post SET next_at = ?, times_missing = ?, held = FALSE WHERE publication_id = ?")
                .params(timestamp(nextAt), timesMissing, publicationId)
                .update();
    }

    /**
     * Puts off all that is due of an account.
     *
     * @param oldest what was published before is given up
     */
    void putOff(String accountId, Instant now, Instant until, boolean held, Instant oldest) {
        jdbc.sql("""
                UPDATE collected_post SET held = ?, next_at = CASE WHEN published_at >= ? THEN CAST(? AS TIMESTAMPTZ) END
                WHERE account_id = ? AND next_at <= ?
                """)
                .params(held, Timestamp.from(oldest), Timestamp.from(until), accountId, Timestamp.from(now))
                .update();
    }

    /** The account can be used again. */
    void release(String accountId, Instant now) {
        jdbc.sql("UPDATE collected_post SET next_at = ?, held = FALSE WHERE account_id = ? AND held")
                .params(Timestamp.from(now), accountId)
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
