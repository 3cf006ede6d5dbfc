package io.postledger.command.privacy;

import io.postledger.api.MessageContext;
import io.postledger.api.consent.ConsentEvent;
import io.postledger.api.history.HistoryEvent;
import io.postledger.api.privacy.ErasureBegun;
import io.postledger.api.privacy.ErasureCancelled;
import io.postledger.api.privacy.ErasureCertified;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.privacy.ErasureRequested;
import io.postledger.api.user.UserRegistered;
import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.MemberRemoved;
import io.postledger.api.workspace.MemberRoleChanged;
import io.postledger.history.HistoryEntries;
import io.postledger.messaging.Membership;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;

/** Which events of the log are whose to take away: docs/decisions/0023. */
abstract class DataScope {
    /** What somebody else does that is about a person or workspace and nobody else: ids and times. */
    private static final Set<Class<?>> ABOUT_ONE = Set.of(
            UserRegistered.class,
            MemberAdded.class,
            MemberRoleChanged.class,
            MemberRemoved.class,
            ErasureRequested.class,
            ErasureCancelled.class,
            ErasureBegun.class,
            ErasureCertified.class);

    private final String subject;
    private final HistoryEntries entries;

    private DataScope(String subject, HistoryEntries entries) {
        this.subject = subject;
        this.entries = entries;
    }

    static DataScope of(String subject, HistoryEntries entries, Membership membership) {
        return ErasureId.isPerson(subject)
                ? new OfPerson(subject, entries, membership)
                : new OfWorkspace(subject, entries);
    }

    /** Whether the event is in it; its payload is looked at only where that matters. */
    abstract boolean has(DomainEventMessage<?> event);

    /** Whether its words and fields are too, and not only that it happened. */
    abstract boolean isOpen(DomainEventMessage<?> event);

    /** Whether a membership is in it that an event of it changed. */
    abstract boolean hasMember(String userId);

    static boolean isIn(DomainEventMessage<?> event, String workspaceId) {
        return workspaceId.equals(event.getMetaData().get(MessageContext.WORKSPACE));
    }

    boolean isAbout(DomainEventMessage<?> event) {
        if (!ABOUT_ONE.contains(event.getPayloadType())) {
            return false;
        }
        Map<String, Object> fields = entries.fields(event);
        return subject.equals(fields.get("userId")) || subject.equals(fields.get("subject"));
    }

    String subject() {
        return subject;
    }

    /** What they did, and what was decided about them. */
    private static final class OfPerson extends DataScope {
        private final Membership membership;
        private final Map<String, Boolean> isMember = new HashMap<>();

        OfPerson(String userId, HistoryEntries entries, Membership membership) {
            super(userId, entries);
            this.membership = membership;
        }

        @Override
        boolean has(DomainEventMessage<?> event) {
            return (MessageContext.USER_PREFIX + subject())
                            .equals(event.getMetaData().get(MessageContext.ACTOR))
                    || isAbout(event);
        }

        /** Content is the workspace's: who left it took their leave of it. */
        @Override
        boolean isOpen(DomainEventMessage<?> event) {
            return !(event.getMetaData().get(MessageContext.WORKSPACE) instanceof String workspace)
                    || ConsentEvent.class.isAssignableFrom(event.getPayloadType())
                    || isMember.computeIfAbsent(
                            workspace, id -> membership.roleOf(id, subject()).isPresent())
                    || isAbout(event);
        }

        @Override
        boolean hasMember(String userId) {
            return userId.equals(subject());
        }
    }

    /** All that happened in it; who read its history is told to auditors. */
    private static final class OfWorkspace extends DataScope {
        OfWorkspace(String workspaceId, HistoryEntries entries) {
            super(workspaceId, entries);
        }

        @Override
        boolean has(DomainEventMessage<?> event) {
            return isIn(event, subject()) && !HistoryEvent.class.isAssignableFrom(event.getPayloadType())
                    || isAbout(event);
        }

        @Override
        boolean isOpen(DomainEventMessage<?> event) {
            return true;
        }

        @Override
        boolean hasMember(String userId) {
            return true;
        }
    }
}
