package io.postledger.ledger.build;

import io.postledger.api.EventCatalogue;
import io.postledger.api.history.HistoryEntry;
import io.postledger.history.HistoryEntries;
import io.postledger.ledger.Leaf;
import io.postledger.ledger.Rendering;
import java.time.Instant;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import tools.jackson.databind.json.JsonMapper;

/** What people read of stored events: the words of their history, and their fields with what is personal decrypted, or erased. */
public final class RenderedEvents implements Rendering.Reader {
    private static final Rendering UNREADABLE = new Rendering("This cannot be read here", null);

    private final Serializer serializer;
    private final EventCatalogue catalogue;
    private final HistoryEntries entries;

    /** @param serializer that of the log, which decrypts */
    public RenderedEvents(Serializer serializer, EventCatalogue catalogue) {
        this.serializer = serializer;
        this.catalogue = catalogue;
        entries = new HistoryEntries(catalogue);
    }

    /** Throws {@link io.postledger.api.privacy.KeysAwayException} where keys cannot be had now: that is not the same as erased. */
    @Override
    public Rendering read(Leaf leaf) {
        if (catalogue.find(leaf.name()).isEmpty()) {
            return UNREADABLE;
        }
        Object payload;
        try {
            payload = serializer.deserialize(new SimpleSerializedObject<>(
                    leaf.payload(), byte[].class, new SimpleSerializedType(leaf.name(), leaf.revision())));
        } catch (SerializationException altered) {
            return UNREADABLE;
        }
        HistoryEntry entry = entries.of(new GenericDomainEventMessage<>(
                leaf.aggregateType(),
                leaf.aggregateId(),
                leaf.sequence(),
                new GenericEventMessage<>(leaf.eventId(), payload, MetaData.emptyInstance(), Instant.EPOCH),
                Instant.EPOCH));
        return new Rendering(entry.words(), JsonMapper.shared().writeValueAsString(entry.data()));
    }
}
