package io.postledger.history;

import io.postledger.api.MessageContext;
import io.postledger.api.Permission;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.HistoryRead;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.messaging.Membership;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Lets history be read by whoever may, and by auditors on record only: the log itself is asked whether the reading stands in it. A
 * post's own team reads that post's history without.
 */
public final class RecordedReadings {
    /** After this the next question is a reading of its own. */
    private static final Duration HOLDS = Duration.ofHours(1);

    private final EventStore log;
    private final Membership membership;
    private final Clock clock;

    public RecordedReadings(EventStore log, Membership membership, Clock clock) {
        this.log = log;
        this.membership = membership;
        this.clock = clock;
    }

    /**
     * Rejected: NOT_PERMITTED, READING_NOT_RECORDED.
     *
     * @param context of the query
     * @param question that of the reading must be the same; null where it may be any
     */
    public void require(
            MetaData context,
            ReadingKind kind,
            HistoryTarget target,
            @Nullable Map<String, String> question,
            @Nullable ReadingId reading) {
        String actor = (String) context.getOrDefault(MessageContext.ACTOR, MessageContext.ANONYMOUS);
        if (actor.startsWith(MessageContext.PROCESS_PREFIX)) {
            return;
        }
        String workspace = (String) context.get(MessageContext.WORKSPACE);
        if (!mayReadAll(workspace, actor)) {
            if (isOpenToTeam(target)) {
                return;
            }
            throw new RejectedException(
                    RejectionCode.NOT_PERMITTED, "Only an auditor reads across a workspace's history");
        }
        if (reading == null || !isRecorded(reading, workspace, actor, kind, target, question)) {
            throw new RejectedException(
                    RejectionCode.READING_NOT_RECORDED,
                    "What an auditor reads stands in the log: record a reading of this, then ask within it",
                    Map.of("kind", kind.name(), "target", target.value()));
        }
    }

    private boolean mayReadAll(String workspace, String actor) {
        return membership
                .roleOf(workspace, actor.substring(MessageContext.USER_PREFIX.length()))
                .filter(role -> role.grants(Permission.READ_HISTORY))
                .isPresent();
    }

    /** A post, and what became of it. */
    private static boolean isOpenToTeam(HistoryTarget target) {
        return target.kind() == HistoryTarget.Kind.POST || target.kind() == HistoryTarget.Kind.PUBLICATION;
    }

    private boolean isRecorded(
            ReadingId id,
            String workspace,
            String actor,
            ReadingKind kind,
            HistoryTarget target,
            @Nullable Map<String, String> question) {
        Iterator<? extends DomainEventMessage<?>> events =
                log.readEvents(id.value(), 0).asStream().iterator();
        if (!events.hasNext()) {
            return false;
        }
        DomainEventMessage<?> event = events.next();
        return event.getPayload() instanceof HistoryRead read
                && actor.equals(event.getMetaData().get(MessageContext.ACTOR))
                && read.workspaceId().equals(workspace)
                && read.kind() == kind
                && covers(read, target)
                && (question == null || question.equals(read.question()))
                && event.getTimestamp().plus(HOLDS).isAfter(clock.instant());
    }

    /** States of the workspace are those of everything in it. */
    private static boolean covers(HistoryRead read, HistoryTarget target) {
        boolean ofAll = read.kind() == ReadingKind.STATES && read.target().equals(read.workspaceId());
        return ofAll || read.target().equals(target.value());
    }
}
