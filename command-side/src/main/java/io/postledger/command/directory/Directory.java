package io.postledger.command.directory;

import org.axonframework.eventhandling.DomainEventMessage;

/**
 * A table in PostgreSQL that says across aggregates what their events say one by one. It is told every event twice: in the
 * transaction of the command that made it, so that the next command sees it, and from the log, so that it is told even
 * where that transaction was lost. So the same event may come again, and an older one after a newer.
 */
public interface Directory {
    /** Takes an event in, in the running transaction, unless the row knows it or a later one of the same aggregate. */
    void take(DomainEventMessage<?> event);
}
