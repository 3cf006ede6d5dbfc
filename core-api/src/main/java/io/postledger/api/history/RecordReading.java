package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Writes into the log that the sender reads history, before it is shown to them. It then holds for an hour, for its sender and
 * for what it names. Rejected: ID_ALREADY_USED.
 *
 * @param target what is read; the workspace's own id for a search
 * @param question what else was asked, by parameter, such as a version or a text; with a search, all that it asks for
 */
@Requires(Permission.READ_HISTORY)
public record RecordReading(
        @TargetAggregateIdentifier ReadingId readingId,
        ReadingKind kind,
        HistoryTarget target,
        Map<String, String> question)
        implements HistoryCommand {
    public RecordReading {
        question = question == null ? Map.of() : Map.copyOf(question);
    }
}
