package io.postledger.projection;

import io.postledger.api.StoredAs;
import java.time.Instant;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event that a generation of a projection has not taken in: its handler failed, or an earlier event of its sequence is a letter.
 * The event itself stays in the log, and nowhere else: a letter only says which one it is.
 *
 * @param sequence identifier of the sequence that it is held in order with; normally the aggregate's
 * @param source where the event stands
 * @param event its stored name
 * @param setAsideAt UTC
 * @param cause {@link #cause(Throwable)} of its handler's newest failure; null while it only waits for an earlier event
 * @param failures of its handler so far
 */
public record Letter(
        String sequence,
        EventSource source,
        String event,
        Instant setAsideAt,
        @Nullable String cause,
        int failures) {
    private static final String OURS = "io.postledger.";

    static Letter failed(String sequence, EventSource source, EventMessage<?> event, Instant at, Throwable cause) {
        return new Letter(sequence, source, nameOf(event), at, cause(cause), 1);
    }

    static Letter waiting(String sequence, EventSource source, EventMessage<?> event, Instant at) {
        return new Letter(sequence, source, nameOf(event), at, null, 0);
    }

    Letter failedAgain(@Nullable String newestCause) {
        return new Letter(sequence, source, event, setAsideAt, newestCause, failures + 1);
    }

    /** The same for the same event in the same generation. */
    public String key() {
        return source.aggregateId() + ":" + source.sequence();
    }

    /** The kind of failure and where it was; never its text, which may quote what a person wrote. */
    static String cause(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0];
        for (StackTraceElement frame : trace) {
            if (frame.getClassName().startsWith(OURS)) {
                where = " at " + frame;
                break;
            }
        }
        return failure.getClass().getName() + where;
    }

    private static String nameOf(EventMessage<?> event) {
        StoredAs stored = event.getPayloadType().getAnnotation(StoredAs.class);
        return stored == null ? event.getPayloadType().getSimpleName() : stored.name();
    }
}
