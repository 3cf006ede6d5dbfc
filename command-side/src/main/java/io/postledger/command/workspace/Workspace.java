package io.postledger.command.workspace;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.workspace.AddMember;
import io.postledger.api.workspace.ChangeMemberRole;
import io.postledger.api.workspace.ChangeRetention;
import io.postledger.api.workspace.CloseWorkspace;
import io.postledger.api.workspace.CreateWorkspace;
import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.MemberRemoved;
import io.postledger.api.workspace.MemberRoleChanged;
import io.postledger.api.workspace.RemoveMember;
import io.postledger.api.workspace.RetentionChanged;
import io.postledger.api.workspace.RetentionRules;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceClosed;
import io.postledger.api.workspace.WorkspaceCreated;
import io.postledger.command.Names;
import io.postledger.command.Root;
import io.postledger.command.TimeZones;
import io.postledger.command.memory.AggregateMemory;
import io.postledger.command.snapshot.Snapshots;
import io.postledger.command.user.RegisteredUsers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The unit of tenancy, and who may do what in it. It always has an owner. */
@Aggregate(
        cache = AggregateMemory.NAME,
        snapshotTriggerDefinition = Snapshots.TRIGGER,
        snapshotFilter = Snapshots.FILTER)
public class Workspace extends Root {
    @AggregateIdentifier
    private @Nullable String workspaceId;

    private Map<String, Role> members = new HashMap<>();

    /** As {@link RetentionRules}, whose limits may be others than when these were set. */
    private @Nullable Integer unusedMediaDays;

    private @Nullable Integer endedPostMediaDays;

    protected Workspace() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateWorkspace command, @MetaDataValue(MessageContext.ACTOR) String actor) {
        requireNew();
        String owner = actor.substring(MessageContext.USER_PREFIX.length());
        String id = command.workspaceId().value();
        apply(new WorkspaceCreated(
                id,
                Names.require(command.name()),
                TimeZones.require(command.timeZone()).getId(),
                owner));
        apply(new MemberAdded(id, owner, Role.OWNER));
    }

    @CommandHandler
    void handle(AddMember command, RegisteredUsers users) {
        if (members.containsKey(command.userId().value())) {
            throw new RejectedException(RejectionCode.MEMBER_ALREADY_ADDED, "This person is a member already");
        }
        if (!users.isKnown(command.userId())) {
            throw new RejectedException(RejectionCode.USER_NOT_FOUND, "There is no such user");
        }
        apply(new MemberAdded(workspaceId, command.userId().value(), command.role()));
    }

    @CommandHandler
    void handle(ChangeMemberRole command) {
        Role role = requireMember(command.userId().value());
        if (role == command.role()) {
            return;
        }
        requireAnotherOwner(command.userId().value());
        apply(new MemberRoleChanged(workspaceId, command.userId().value(), command.role()));
    }

    @CommandHandler
    void handle(RemoveMember command) {
        requireMember(command.userId().value());
        requireAnotherOwner(command.userId().value());
        apply(new MemberRemoved(workspaceId, command.userId().value()));
    }

    @CommandHandler
    void handle(ChangeRetention command) {
        RetentionRules rules = command.rules();
        if (!Objects.equals(rules.unusedMediaDays(), unusedMediaDays)
                || !Objects.equals(rules.endedPostMediaDays(), endedPostMediaDays)) {
            apply(new RetentionChanged(workspaceId, rules.unusedMediaDays(), rules.endedPostMediaDays()));
        }
    }

    @CommandHandler
    void handle(CloseWorkspace command) {
        if (!members.isEmpty()) {
            apply(new WorkspaceClosed(workspaceId));
        }
    }

    private Role requireMember(String userId) {
        Role role = members.get(userId);
        if (role == null) {
            throw new RejectedException(RejectionCode.MEMBER_NOT_FOUND, "This person is no member");
        }
        return role;
    }

    private void requireAnotherOwner(String userId) {
        boolean anotherOwner = members.entrySet().stream()
                .anyMatch(member ->
                        member.getValue() == Role.OWNER && !member.getKey().equals(userId));
        if (!anotherOwner) {
            throw new RejectedException(
                    RejectionCode.LAST_OWNER, "A workspace always has an owner; name another first");
        }
    }

    @EventSourcingHandler
    void on(WorkspaceCreated event) {
        workspaceId = event.workspaceId();
    }

    @EventSourcingHandler
    void on(MemberAdded event) {
        members.put(event.userId(), event.role());
    }

    @EventSourcingHandler
    void on(MemberRoleChanged event) {
        members.put(event.userId(), event.role());
    }

    @EventSourcingHandler
    void on(MemberRemoved event) {
        members.remove(event.userId());
    }

    @EventSourcingHandler
    void on(RetentionChanged event) {
        unusedMediaDays = event.unusedMediaDays();
        endedPostMediaDays = event.endedPostMediaDays();
    }

    @EventSourcingHandler
    void on(WorkspaceClosed event) {
        members.clear();
    }

    @Override
    protected @Nullable String id() {
        return workspaceId;
    }

    /** A workspace is in itself: a command for it that names another workspace does not find it. */
    @Override
    protected @Nullable String workspaceId() {
        return workspaceId;
    }

    @Override
    protected RejectionCode notFound() {
        return RejectionCode.WORKSPACE_NOT_FOUND;
    }
}
