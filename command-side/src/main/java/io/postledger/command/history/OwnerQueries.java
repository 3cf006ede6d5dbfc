package io.postledger.command.history;

import io.postledger.api.EventCatalogue;
import io.postledger.api.history.FindWorkspaceOf;
import io.postledger.api.history.WorkspaceOf;
import io.postledger.history.EventStreams;
import io.postledger.history.HistoryEntries;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.serialization.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Answers whose a thing is, from the log. */
@Component
class OwnerQueries {
    private static final Logger log = LoggerFactory.getLogger(OwnerQueries.class);

    private final EventStreams streams;

    OwnerQueries(EventStore log, EventCatalogue catalogue) {
        streams = new EventStreams(log, new HistoryEntries(catalogue));
    }

    /** An altered event is what evidence is taken of: it must not stand in the way. */
    @QueryHandler
    WorkspaceOf find(FindWorkspaceOf query) {
        try {
            return new WorkspaceOf(streams.workspaceOf(query.id()).orElse(null));
        } catch (SerializationException altered) {
            log.warn("Whose it is that is taken out cannot be told: its first event cannot be read");
            return new WorkspaceOf(null);
        }
    }
}
