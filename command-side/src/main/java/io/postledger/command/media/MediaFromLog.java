package io.postledger.command.media;

import io.postledger.api.media.MediaDeleted;
import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaUploaded;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Reads the one or two events of each picture or video from the log. Media are asked for by their ids only, so that no table
 * across aggregates is needed, and none can be behind.
 */
@Component
class MediaFromLog implements KnownMedia {
    private final EventStore log;

    MediaFromLog(EventStore log) {
        this.log = log;
    }

    @Override
    public Optional<MediaFacts> find(String workspaceId, String mediaId) {
        Optional<MediaFacts> known = Optional.empty();
        DomainEventStream events = log.readEvents(mediaId);
        while (events.hasNext()) {
            DomainEventMessage<?> event = events.next();
            if (event.getPayload() instanceof MediaUploaded uploaded
                    && uploaded.workspaceId().equals(workspaceId)) {
                known = Optional.of(uploaded.facts());
            } else if (event.getPayload() instanceof MediaDeleted) {
                known = Optional.empty();
            }
        }
        return known;
    }
}
