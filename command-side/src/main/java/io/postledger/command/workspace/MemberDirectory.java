package io.postledger.command.workspace;

import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.MemberRemoved;
import io.postledger.api.workspace.MemberRoleChanged;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceClosed;
import io.postledger.command.directory.Directory;
import io.postledger.command.directory.DirectoryProgress;
import io.postledger.messaging.Membership;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Memberships: a removed member's next command is refused. Their row stays, without a role. */
@Component("commandMembership")
class MemberDirectory implements Membership, Directory {
    private final JdbcClient jdbc;
    private final DirectoryProgress progress;

    MemberDirectory(JdbcClient jdbc, DirectoryProgress progress) {
        this.jdbc = jdbc;
        this.progress = progress;
    }

    @Override
    public Optional<Role> roleOf(String workspaceId, String userId) {
        progress.requireStarted();
        return jdbc.sql(
                        "SELECT role FROM member WHERE workspace_id = :workspace AND user_id = :user AND role IS NOT NULL")
                .param("workspace", workspaceId)
                .param("user", userId)
                .query((row, number) -> Role.valueOf(row.getString("role")))
                .optional();
    }

    @Override
    public void take(DomainEventMessage<?> message) {
        Object event = message.getPayload();
        long sequence = message.getSequenceNumber();
        if (event instanceof MemberAdded added) {
            become(added.role(), added.workspaceId(), added.userId(), sequence);
        } else if (event instanceof MemberRoleChanged changed) {
            become(changed.role(), changed.workspaceId(), changed.userId(), sequence);
        } else if (event instanceof MemberRemoved removed) {
            become(null, removed.workspaceId(), removed.userId(), sequence);
        } else if (event instanceof WorkspaceClosed closed) {
            close(closed.workspaceId(), sequence);
        }
    }

    private void close(String workspaceId, long sequence) {
        jdbc.sql("UPDATE member SET role = NULL, sequence = ? WHERE workspace_id = ? AND sequence < ?")
                .params(sequence, workspaceId, sequence)
                .update();
    }

    private void become(@Nullable Role role, String workspaceId, String userId, long sequence) {
        jdbc.sql("""
                        INSERT INTO member (workspace_id, user_id, role, sequence) VALUES (:workspace, :user, :role, :sequence)
                        ON CONFLICT (workspace_id, user_id) DO UPDATE SET role = excluded.role, sequence = excluded.sequence
                        WHERE member.sequence < excluded.sequence""")
                .param("workspace", workspaceId)
                .param("user", userId)
                .param("role", role == null ? null : role.name())
                .param("sequence", sequence)
                .update();
    }
}
