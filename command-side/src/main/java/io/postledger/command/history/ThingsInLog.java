package io.postledger.command.history;

import io.postledger.api.EventCatalogue;
import io.postledger.api.history.HistoryTarget;
import io.postledger.history.EventStreams;
import io.postledger.history.HistoryEntries;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Asks the log. */
@Component
final class ThingsInLog implements HistoryThings {
    private final EventStreams streams;

    ThingsInLog(EventStore log, EventCatalogue catalogue) {
        streams = new EventStreams(log, new HistoryEntries(catalogue));
    }

    @Override
    public void requireIn(String workspaceId, HistoryTarget target) {
        streams.requireIn(workspaceId, target);
    }
}
