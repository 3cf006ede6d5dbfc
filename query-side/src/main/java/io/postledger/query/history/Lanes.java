package io.postledger.query.history;

import io.postledger.api.consent.ConsentsId;
import io.postledger.api.history.AuditTrailId;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.OperatorTrailId;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.history.EventStreams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The streams that make up a thing's history, as one: a post's own and its deliveries', the workspace's, its audit trail's, its consents' and
 * what whoever runs the installation took out of it or of all of it. By
 * time, each stream in its own order, even where a clock was set back between two of its events; which event comes next depends on nothing
 * but where each stream is, so that pages join exactly.
 */
final class Lanes implements Iterator<DomainEventMessage<?>> {
    private final EventStreams streams;
    private final HistoryTarget target;
    /** The thing's own first. */
    private final List<Lane> lanes = new ArrayList<>();

    /** When the workspace was, if this is its history. */
    private Instant founded = Instant.MIN;

    private long begun;

    Lanes(EventStreams streams, HistoryTarget target, String workspaceId, Optional<HistoryCursor> cursor) {
        this.streams = streams;
        this.target = target;
        this.begun = cursor.map(HistoryCursor::begun).orElse(-1L);
        String own = target.kind() == HistoryTarget.Kind.MEMBER ? workspaceId : target.value();
        lanes.add(new Lane(own, cursor.map(HistoryCursor::next).orElse(0L)));
        List<Long> positions = cursor.map(HistoryCursor::beside).orElse(List.of());
        List<String> beside = beside(workspaceId);
        if (cursor.isPresent() && positions.size() != beside.size()) {
            throw Cursors.invalid();
        }
        for (int i = 0; i < beside.size(); i++) {
            lanes.add(new Lane(beside.get(i), positions.isEmpty() ? 0 : positions.get(i)));
        }
    }

    private List<String> beside(String workspaceId) {
        if (target.kind() == HistoryTarget.Kind.WORKSPACE) {
            WorkspaceId workspace = new WorkspaceId(workspaceId);
            founded = streams.at(workspaceId, 0)
                    .map(DomainEventMessage::getTimestamp)
                    .orElse(Instant.MIN);
            return List.of(
                    AuditTrailId.of(workspace).value(),
                    ConsentsId.of(workspace).value(),
                    OperatorTrailId.of(workspace).value(),
                    OperatorTrailId.INSTALLATION.value());
        }
        if (target.kind() != HistoryTarget.Kind.POST || begun < 0) {
            return List.of();
        }
        return streams.at(target.value(), begun)
                .map(DomainEventMessage::getPayload)
                .filter(PostPublishingBegun.class::isInstance)
                .map(event -> publicationIds((PostPublishingBegun) event))
                .orElseThrow(Cursors::invalid);
    }

    private static List<String> publicationIds(PostPublishingBegun event) {
        return event.publications().stream()
                .map(PlannedPublication::publicationId)
                .toList();
    }

    @Override
    public boolean hasNext() {
        return lanes.stream().anyMatch(lane -> lane.head() != null);
    }

    @Override
    public DomainEventMessage<?> next() {
        DomainEventMessage<?> event = lanes.stream()
                .filter(lane -> lane.head() != null)
                .min(Comparator.comparing(lane -> lane.head().getTimestamp()))
                .orElseThrow(NoSuchElementException::new)
                .take();
        if (event.getPayload() instanceof PostPublishingBegun begins && target.kind() == HistoryTarget.Kind.POST) {
            begun = event.getSequenceNumber();
            publicationIds(begins).forEach(id -> lanes.add(new Lane(id, 0)));
        }
        return event;
    }

    /** Where the next page begins. */
    HistoryCursor cursor(@Nullable String reading) {
        return new HistoryCursor(
                target.value(),
                reading,
                lanes.get(0).next,
                begun,
                lanes.stream().skip(1).map(lane -> lane.next).toList());
    }

    /** One stream, opened when it is looked at. */
    private final class Lane {
        private final String aggregateId;
        private long next;
        private @Nullable Iterator<DomainEventMessage<?>> events;
        private @Nullable DomainEventMessage<?> head;

        Lane(String aggregateId, long next) {
            this.aggregateId = aggregateId;
            this.next = next;
        }

        /** The next event; null at the end. */
        @Nullable
        DomainEventMessage<?> head() {
            if (events == null) {
                events = streams.from(aggregateId, next);
                do {
                    head = events.hasNext() ? events.next() : null;
                } while (head != null && isFromBefore(head));
            }
            return head;
        }

        /** What was taken out of the installation before the workspace was there had nothing of it. */
        private boolean isFromBefore(DomainEventMessage<?> event) {
            return aggregateId.equals(OperatorTrailId.INSTALLATION.value()) && founded.isAfter(event.getTimestamp());
        }

        DomainEventMessage<?> take() {
            DomainEventMessage<?> taken = head;
            next = taken.getSequenceNumber() + 1;
            head = events.hasNext() ? events.next() : null;
            return taken;
        }
    }
}
