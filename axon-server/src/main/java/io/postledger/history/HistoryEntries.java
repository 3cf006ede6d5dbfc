package io.postledger.history;

import io.postledger.api.EventCatalogue;
import io.postledger.api.MessageContext;
import io.postledger.api.history.HistoryEntry;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.MetaData;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tells stored events. */
public final class HistoryEntries {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final EventCatalogue catalogue;
    private final EventWords words = new EventWords();
    /** Its defaults write times as ISO 8601 text, as the log has them. */
    private final JsonMapper json = JsonMapper.builder().build();

    public HistoryEntries(EventCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    public HistoryEntry of(DomainEventMessage<?> event) {
        EventCatalogue.Entry stored =
                catalogue.find((Class<?>) event.getPayloadType()).orElseThrow();
        Map<String, Object> data = fields(event);
        MetaData context = event.getMetaData();
        return new HistoryEntry(
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                stored.name(),
                stored.revision(),
                event.getTimestamp(),
                event.getIdentifier(),
                (String) context.get(MessageContext.ACTOR),
                (String) context.get(MessageContext.ON_BEHALF_OF),
                (String) context.get(MessageContext.REQUEST_ID),
                (String) context.get(MessageContext.SOURCE),
                (String) context.get(MessageContext.COMMAND),
                (String) context.get("correlationId"),
                (String) context.get("traceId"),
                words.of(stored.name(), data),
                data);
    }

    /** The event's own fields, as JSON has them. */
    public Map<String, Object> fields(DomainEventMessage<?> event) {
        return json.convertValue(event.getPayload(), FIELDS);
    }
}
