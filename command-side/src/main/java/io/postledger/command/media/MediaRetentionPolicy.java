package io.postledger.command.media;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.media.ExpiredMedia;
import io.postledger.api.media.FindExpiredMedia;
import io.postledger.api.workspace.RetentionRule;
import io.postledger.command.directory.DirectoryProgress;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * By the rules as the directory has them, counted from the times of events. What is due now is due whenever it is asked later,
 * unless a post comes to have it, the rules change, or a hold is placed.
 */
@Component
class MediaRetentionPolicy implements MediaRetention {
    /** Pictures and videos that no post has now, with the rule that holds for each; nothing of a workspace under a hold. */
    private static final String DUE = """
            SELECT media_id, workspace_id, rule, days FROM (
                SELECT m.media_id, m.workspace_id, m.deleted_at, r.changed_at, greatest(m.uploaded_at, u.since) AS since,
                    CASE WHEN u.ended THEN :ended ELSE :unused END AS rule,
                    CASE WHEN u.ended THEN r.ended_post_media_days ELSE r.unused_media_days END AS days
                FROM retention_rule r JOIN known_media m ON m.workspace_id = r.workspace_id
                CROSS JOIN LATERAL (
                    SELECT max(since) AS since, bool_or(use = :usedNow) AS used, bool_or(use = :endedNow) AS ended
                    FROM media_use WHERE media_id = m.media_id) u
                WHERE m.purged_at IS NULL AND u.used IS NOT TRUE
                    AND (r.unused_media_days IS NOT NULL OR r.ended_post_media_days IS NOT NULL)
                    AND NOT EXISTS (SELECT 1 FROM erasure WHERE subject = m.workspace_id AND held)) AS free
            WHERE days IS NOT NULL AND since + days * interval '24 hours' <= :now
                AND greatest(changed_at, deleted_at) <= :settled
            """;

    private final JdbcClient jdbc;
    private final DirectoryProgress progress;
    private final Clock clock;
    private final Duration grace;

    /** @param grace between a change of the rules and its first effect, and between each of the two steps of deleting */
    MediaRetentionPolicy(
            JdbcClient jdbc,
            DirectoryProgress progress,
            Clock clock,
            @Value("${postledger.privacy.retention-grace:1d}") Duration grace) {
        this.jdbc = jdbc;
        this.progress = progress;
        this.clock = clock;
        this.grace = grace;
    }

    @Override
    public Due requireDue(String workspaceId, String mediaId) {
        progress.requireHead();
        boolean held = jdbc.sql("SELECT count(*) FROM erasure WHERE subject = ? AND held")
                        .param(workspaceId)
                        .query(Long.class)
                        .single()
                > 0;
        if (held) {
            throw new RejectedException(RejectionCode.LEGAL_HOLD, "A legal hold keeps this workspace as it is");
        }
        return due(DUE + " AND media_id = :media")
                .param("media", mediaId)
                .query((row, number) -> new Due(RetentionRule.valueOf(row.getString("rule")), row.getInt("days")))
                .optional()
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.RETENTION_NOT_DUE, "No rule of the workspace has this deleted now"));
    }

    @QueryHandler
    ExpiredMedia handle(FindExpiredMedia query) {
        return new ExpiredMedia(due(DUE + " AND media_id > :after ORDER BY media_id LIMIT :limit")
                .param("after", query.after() == null ? "" : query.after())
                .param("limit", query.limit())
                .query((row, number) -> new ExpiredMedia.Item(row.getString("workspace_id"), row.getString("media_id")))
                .list());
    }

    private JdbcClient.StatementSpec due(String sql) {
        return jdbc.sql(sql)
                .param("ended", RetentionRule.MEDIA_OF_ENDED_POSTS.name())
                .param("unused", RetentionRule.UNUSED_MEDIA.name())
                .param("usedNow", MediaUses.Use.USED.name())
                .param("endedNow", MediaUses.Use.ENDED.name())
                .param("now", Timestamp.from(clock.instant()))
                .param("settled", Timestamp.from(clock.instant().minus(grace)));
    }
}
