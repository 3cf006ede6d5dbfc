package io.postledger.projection;

import java.nio.charset.StandardCharsets;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.axonserver.connector.event.axon.GrpcMetaDataAwareSerializer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;

/** An event's payload as it stands in the log. */
public final class StoredPayload {
    private StoredPayload() {}

    /**
     * The JSON of an event that was read from the log. A message knows its bytes only by a serializer equal to its store's;
     * by another they are written anew, which for what is encrypted are others.
     *
     * @param serializer that events are stored by
     */
    public static String of(EventMessage<?> event, EventStore log, Serializer serializer) {
        Serializer ofLog =
                log instanceof AxonServerEventStore ? new GrpcMetaDataAwareSerializer(serializer) : serializer;
        return new String(event.serializePayload(ofLog, byte[].class).getData(), StandardCharsets.UTF_8);
    }
}
