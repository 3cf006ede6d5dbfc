package io.postledger.command.privacy;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.workspace.Role;
import io.postledger.command.directory.DirectoryProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** By who is a member of what, as the directory has it. */
@Component
class ErasurePolicy implements ErasureRules {
    private final JdbcClient jdbc;
    private final DirectoryProgress progress;
    private final Duration grace;

    /** @param grace between asking for an erasure and its beginning */
    ErasurePolicy(
            JdbcClient jdbc,
            DirectoryProgress progress,
            @Value("${postledger.privacy.erasure-grace:30d}") Duration grace) {
        this.jdbc = jdbc;
        this.progress = progress;
        this.grace = grace;
    }

    @Override
    public void requireAllowed(String actor, String subject) {
        progress.requireStarted();
        String user = actor.startsWith(MessageContext.USER_PREFIX)
                ? actor.substring(MessageContext.USER_PREFIX.length())
                : actor;
        if (ErasureId.isPerson(subject)) {
            if (!user.equals(subject) && !ownsAllOf(user, subject)) {
                throw new RejectedException(RejectionCode.USER_NOT_FOUND, "There is no such user");
            }
            requireNoLastOwner(subject);
        } else if (!isOwner(user, subject)) {
            throw new RejectedException(RejectionCode.WORKSPACE_NOT_FOUND, "There is no such workspace");
        }
    }

    /** Somebody who is in no workspace is nobody's but their own. */
    private boolean ownsAllOf(String owner, String person) {
        List<String> workspaces = workspacesOf(person);
        return !workspaces.isEmpty() && workspaces.stream().allMatch(workspace -> isOwner(owner, workspace));
    }

    private boolean isOwner(String user, String workspace) {
        return jdbc.sql("SELECT count(*) FROM member WHERE workspace_id = ? AND user_id = ? AND role = ?")
                        .params(workspace, user, Role.OWNER.name())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public void requireNoLastOwner(String subject) {
        jdbc.sql("""
                        SELECT workspace_id FROM member AS own
                        WHERE user_id = :user AND role = :owner AND NOT EXISTS (
                            SELECT 1 FROM member AS other
                            WHERE other.workspace_id = own.workspace_id AND role = :owner AND user_id <> :user)
                        ORDER BY workspace_id LIMIT 1""")
                .param("user", subject)
                .param("owner", Role.OWNER.name())
                .query(String.class)
                .optional()
                .ifPresent(workspace -> {
                    throw new RejectedException(
                            RejectionCode.LAST_OWNER,
                            "A workspace always has an owner; name another first, or have the workspace erased",
                            Map.of("workspaceId", workspace));
                });
    }

    @Override
    public Instant dueAt(Instant now) {
        return now.plus(grace);
    }

    @Override
    public List<String> workspacesOf(String subject) {
        return jdbc.sql("SELECT workspace_id FROM member WHERE user_id = ? AND role IS NOT NULL ORDER BY workspace_id")
                .param(subject)
                .query(String.class)
                .list();
    }
}
