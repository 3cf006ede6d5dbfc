package io.postledger.privacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/**
 * An event on its way to a store, with the metadata that say whom it is about. It is given to a serializer in the event's
 * place, since a store's own serializers (Axon Server's) stand between a message and ours.
 */
public final class EventToSeal {
    private final Object event;
    private final Map<String, ?> metadata;

    EventToSeal(Object event, Map<String, ?> metadata) {
        this.event = event;
        this.metadata = metadata;
    }

    public Object event() {
        return event;
    }

    public Map<String, ?> metadata() {
        return metadata;
    }

    /** @throws IllegalStateException always: any other serializer would store readable what has to be encrypted */
    @JsonValue
    Object readable() {
        throw new IllegalStateException("Events are stored by the CatalogueSerializer");
    }
}
