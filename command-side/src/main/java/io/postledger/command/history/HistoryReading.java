package io.postledger.command.history;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.HistoryRead;
import io.postledger.api.history.RecordReading;
import io.postledger.command.Root;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** That somebody reads history. One event, and a stream of its own, so that no reader waits for another. */
@Aggregate
public class HistoryReading extends Root {
    /** More than any question that a query takes. */
    private static final int LONGEST = 1_000;

    @AggregateIdentifier
    private @Nullable String readingId;

    private @Nullable String workspaceId;

    protected HistoryReading() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordReading command, @MetaDataValue(MessageContext.WORKSPACE) String workspace) {
        requireNew();
        requireBounded(command.question());
        apply(new HistoryRead(
                command.readingId().value(),
                workspace,
                command.kind(),
                command.target().value(),
                command.question()));
    }

    private static void requireBounded(Map<String, String> question) {
        int length = question.entrySet().stream()
                .flatMap(parameter -> Stream.of(parameter.getKey(), parameter.getValue()))
                .mapToInt(String::length)
                .sum();
        if (length > LONGEST) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST,
                    "A question has " + LONGEST + " characters at most",
                    Map.of("limit", Integer.toString(LONGEST)));
        }
    }

    @EventSourcingHandler
    void on(HistoryRead event) {
        readingId = event.readingId();
        workspaceId = event.workspaceId();
    }

    @Override
    protected @Nullable String id() {
        return readingId;
    }

    @Override
    protected @Nullable String workspaceId() {
        return workspaceId;
    }

    @Override
    protected RejectionCode notFound() {
        return RejectionCode.ID_ALREADY_USED;
    }
}
