package io.postledger.projection;

/** What an event was to write cannot be stored: the code that a handler left for later failed, or what it made is no data. */
public final class PoisonedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient EventSource source;

    /** @param source of the event at fault */
    public PoisonedEventException(EventSource source, Throwable cause) {
        super("The event at position " + source.position() + " cannot be projected", cause);
        this.source = source;
    }

    EventSource source() {
        return source;
    }
}
