package io.postledger.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Which requests an aggregate has handled, and at which version each left it. Read from the aggregate's own events, so
 * that a repeated request is known across restarts, nodes and stores without a table beside the log.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class HandledRequests {
    /** Requests remembered by one aggregate; a repeat later than that many others is handled as a new request. */
    private static final int REMEMBERED = 4_096;

    private record Handled(@Nullable String command, long version) {}

    /** In the order that they were handled in. */
    private Map<String, Handled> byRequest = new LinkedHashMap<>();

    @EventSourcingHandler
    void on(Object event, MetaData context, @SequenceNumber long sequence) {
        if (context.get(MessageContext.REQUEST_ID) instanceof String requestId) {
            byRequest.put(requestId, new Handled((String) context.get(MessageContext.COMMAND), sequence));
            if (byRequest.size() > REMEMBERED) {
                byRequest.remove(byRequest.keySet().iterator().next());
            }
        }
    }

    /** The version after the request, if it was handled. Rejected: REQUEST_ID_REUSED where it was another command. */
    OptionalLong versionAfter(@Nullable String requestId, String command) {
        Handled handled = requestId == null ? null : byRequest.get(requestId);
        if (handled == null) {
            return OptionalLong.empty();
        }
        if (handled.command() != null && !handled.command().equals(command)) {
            throw new RejectedException(
                    RejectionCode.REQUEST_ID_REUSED,
                    "This request id was used for another command, " + handled.command(),
                    Map.of("command", handled.command()));
        }
        return OptionalLong.of(handled.version());
    }
}
