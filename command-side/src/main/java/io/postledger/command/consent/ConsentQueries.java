package io.postledger.command.consent;

import io.postledger.api.MessageContext;
import io.postledger.api.consent.ConsentEvent;
import io.postledger.api.consent.ConsentGiven;
import io.postledger.api.consent.ConsentList;
import io.postledger.api.consent.ConsentList.ConsentView;
import io.postledger.api.consent.ConsentsId;
import io.postledger.api.consent.FindConsents;
import io.postledger.api.consent.Purpose;
import io.postledger.api.workspace.WorkspaceId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what a workspace agrees to from the log: whoever has just withdrawn sees that, whatever is behind. */
@Component
class ConsentQueries {
    private final EventStore log;

    ConsentQueries(EventStore log) {
        this.log = log;
    }

    @QueryHandler
    ConsentList find(FindConsents query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        Map<Purpose, ConsentView> known = new EnumMap<>(Purpose.class);
        Iterator<? extends DomainEventMessage<?>> events = log.readEvents(
                        ConsentsId.of(new WorkspaceId(workspaceId)).value(), 0)
                .asStream()
                .iterator();
        while (events.hasNext()) {
            DomainEventMessage<?> message = events.next();
            ConsentEvent event = (ConsentEvent) message.getPayload();
            known.put(event.purpose(), changed(event, message, known.get(event.purpose())));
        }
        return new ConsentList(Arrays.stream(Purpose.values())
                .map(purpose -> known.getOrDefault(purpose, never(purpose)))
                .toList());
    }

    private static ConsentView never(Purpose purpose) {
        int current = purpose.textVersion();
        return new ConsentView(purpose, false, null, null, null, current, purpose.text(current));
    }

    private static ConsentView changed(
            ConsentEvent event, DomainEventMessage<?> message, @Nullable ConsentView before) {
        int current = event.purpose().textVersion();
        return new ConsentView(
                event.purpose(),
                event instanceof ConsentGiven,
                message.getTimestamp(),
                (String) message.getMetaData().get(MessageContext.ACTOR),
                event instanceof ConsentGiven agreed ? (Integer) agreed.textVersion() : before.agreedText(),
                current,
                event.purpose().text(current));
    }
}
