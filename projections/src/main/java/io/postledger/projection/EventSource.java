package io.postledger.projection;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Where the event in hand stands: in its aggregate, and in the log.
 *
 * <p>Idempotence rests on the aggregate's sequence and not on the log's position: positions have gaps that are filled
 * later, and another log that holds the same events numbers them anew; an aggregate's sequence never changes.
 *
 * @param sequence sequence number in the aggregate, from 0
 * @param position position in the log
 */
public record EventSource(String aggregateId, long sequence, long position) {
    /** The source of the event that this thread is handling. */
    public static EventSource current() {
        Message<?> message = CurrentUnitOfWork.get().getMessage();
        if (message instanceof DomainEventMessage<?> event && message instanceof TrackedEventMessage<?> tracked) {
            return new EventSource(
                    event.getAggregateIdentifier(),
                    event.getSequenceNumber(),
                    tracked.trackingToken().position().orElse(0));
        }
        throw new IllegalStateException("Only events of aggregates, from the log, can be projected: "
                + message.getPayloadType().getName());
    }
}
