package io.postledger.privacy;

import io.postledger.api.user.EndedSessions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row for each person, by id. It stays: an id is never given again. */
final class PostgresEndedSessions implements EndedSessions {
    private final JdbcClient jdbc;

    PostgresEndedSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void end(String userId, Instant at) {
        jdbc.sql("INSERT INTO ended_session (user_id, ended_at) VALUES (?, ?) ON CONFLICT (user_id) DO NOTHING")
                .params(userId, Timestamp.from(at))
                .update();
    }

    @Override
    public Set<String> since(Instant earliest) {
        return jdbc.sql("SELECT user_id FROM ended_session WHERE ended_at >= ?")
                .param(Timestamp.from(earliest))
                .query(String.class)
                .set();
    }
}
