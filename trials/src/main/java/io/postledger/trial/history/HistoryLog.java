package io.postledger.trial.history;

import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** An event store that a history is put into: at its end, in order, in large pieces. For one thread. */
public interface HistoryLog extends AutoCloseable {
    /** Events go in together with others, some time until {@link #flush}. */
    void append(List<DomainEventMessage<?>> events);

    /** Returns when all that was appended is in the store. */
    void flush();

    /** The position after which whatever comes next is new; null may stand for an empty log's. */
    @Nullable
    TrackingToken head();

    @Override
    void close();
}
