package io.postledger.privacy;

import io.postledger.api.privacy.KeysAwayException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * Has each event stored with what its message knows of whom it is about, which the payload alone does not say. Everybody in
 * the process goes on to see it as it is.
 */
public final class SealedEvents implements MessageDispatchInterceptor<EventMessage<?>> {
    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
        return (index, event) -> event instanceof DomainEventMessage<?> ofAggregate ? of(ofAggregate) : event;
    }

    /** The event, which is stored encrypted. */
    public static <T> DomainEventMessage<T> of(DomainEventMessage<T> event) {
        return PersonalCipher.isPersonal(event.getPayloadType()) ? new Sealed<>(event, event.getTimestamp()) : event;
    }

    private static final class Sealed<T> extends GenericDomainEventMessage<T> {
        private static final long serialVersionUID = 1L;

        Sealed(DomainEventMessage<T> event, Instant at) {
            super(event.getType(), event.getAggregateIdentifier(), event.getSequenceNumber(), event, at);
        }

        @Override
        public <R> SerializedObject<R> serializePayload(Serializer serializer, Class<R> expected) {
            try {
                return serializer.serialize(new EventToSeal(getPayload(), getMetaData()), expected);
            } catch (KeysAwayException e) {
                // Events are stored when the command's handler has ended, behind the gate that would say so.
                throw new CommandExecutionException(
                        KeysAwayException.REJECTION.message(), e, KeysAwayException.REJECTION);
            }
        }

        @Override
        public GenericDomainEventMessage<T> withMetaData(Map<String, ?> metadata) {
            return new Sealed<>(super.withMetaData(metadata), getTimestamp());
        }

        @Override
        public GenericDomainEventMessage<T> andMetaData(Map<String, ?> metadata) {
            return new Sealed<>(super.andMetaData(metadata), getTimestamp());
        }
    }
}
