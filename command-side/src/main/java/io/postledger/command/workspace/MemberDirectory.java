package io.postledger.command.workspace;

import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.MemberRemoved;
import io.postledger.api.workspace.MemberRoleChanged;
import io.postledger.api.workspace.Role;
import io.postledger.messaging.Membership;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Memberships, written in the transaction of the command that changes them: a removed member's next command is refused.
 */
@Component("commandMembership")
@ProcessingGroup("member-directory")
class MemberDirectory implements Membership {
    private final Members members;

    MemberDirectory(Members members) {
        this.members = members;
    }

    @Override
    public Optional<Role> roleOf(String workspaceId, String userId) {
        return members.findById(new Member.Key(workspaceId, userId)).map(Member::role);
    }

    @EventHandler
    void on(MemberAdded event) {
        members.save(new Member(event.workspaceId(), event.userId(), event.role()));
    }

    @EventHandler
    void on(MemberRoleChanged event) {
        members.save(new Member(event.workspaceId(), event.userId(), event.role()));
    }

    @EventHandler
    void on(MemberRemoved event) {
        members.deleteById(new Member.Key(event.workspaceId(), event.userId()));
    }
}
