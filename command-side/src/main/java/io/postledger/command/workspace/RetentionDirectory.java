package io.postledger.command.workspace;

import io.postledger.api.workspace.RetentionChanged;
import io.postledger.api.workspace.WorkspaceClosed;
import io.postledger.command.directory.Directory;
import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each workspace has deleted by itself, and since when it says so. A closed one says nothing any more. */
@Component
class RetentionDirectory implements Directory {
    private final JdbcClient jdbc;

    RetentionDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void take(DomainEventMessage<?> message) {
        Object event = message.getPayload();
        if (event instanceof RetentionChanged changed) {
            say(changed.workspaceId(), changed.unusedMediaDays(), changed.endedPostMediaDays(), message);
        } else if (event instanceof WorkspaceClosed closed) {
            say(closed.workspaceId(), null, null, message);
        }
    }

    private void say(
            String workspaceId,
            @Nullable Integer unusedMediaDays,
            @Nullable Integer endedPostMediaDays,
            DomainEventMessage<?> message) {
        Instant at = message.getTimestamp();
        jdbc.sql("""
                        INSERT INTO retention_rule (workspace_id, unused_media_days, ended_post_media_days, changed_at, sequence)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (workspace_id) DO UPDATE SET unused_media_days = excluded.unused_media_days,
                            ended_post_media_days = excluded.ended_post_media_days, changed_at = excluded.changed_at,
                            sequence = excluded.sequence
                        WHERE retention_rule.sequence < excluded.sequence""")
                .params(
                        workspaceId,
                        unusedMediaDays,
                        endedPostMediaDays,
                        Timestamp.from(at),
                        message.getSequenceNumber())
                .update();
    }
}
