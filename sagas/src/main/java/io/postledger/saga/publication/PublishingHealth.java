package io.postledger.saga.publication;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether work that is due is moving. Down where a task is late by more than {@link #PATIENCE} and nobody has taken it up:
 * the process may be alive and still publish nothing.
 */
@Component("publishing")
class PublishingHealth extends AbstractHealthIndicator {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    PublishingHealth(JdbcClient jdbc, Clock clock) {
        super("The tasks of publishing cannot be read");
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Instant now = clock.instant();
        Optional<Instant> oldest = oldestDue();
        Duration late = oldest.filter(now::isAfter)
                .map(due -> Duration.between(due, now))
                .orElse(Duration.ZERO);
        health.status(late.compareTo(PATIENCE) > 0 ? "DOWN" : "UP").withDetail("lateSeconds", late.toSeconds());
    }

    /** The due time of the oldest task that nobody has taken up. */
    private Optional<Instant> oldestDue() {
        return jdbc.sql("SELECT min(execution_time) FROM scheduled_tasks WHERE NOT picked")
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }
}
