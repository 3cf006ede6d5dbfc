package io.postledger.command.history;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.BeginOperatorExport;
import io.postledger.api.history.OperatorExportBegun;
import io.postledger.api.history.OperatorExportKind;
import io.postledger.api.history.OperatorTrailId;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.command.Root;
import io.postledger.command.memory.AggregateMemory;
import io.postledger.command.snapshot.Snapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What whoever runs the installation took out of a workspace, or of all of it. */
@Aggregate(
        cache = AggregateMemory.NAME,
        snapshotTriggerDefinition = Snapshots.TRIGGER,
        snapshotFilter = Snapshots.FILTER)
public class OperatorTrail extends Root {
    /** For going on with an export that was cut off: as long as an auditor may. */
    private static final Duration HOLDS = Duration.ofDays(7);

    private static final int LONGEST_SELECTION = 4_000;
    /** Ids, times, lists of names: the log keeps them readable for ever, so nobody is to be able to say more. */
    private static final Pattern SELECTED = Pattern.compile("[A-Za-z0-9._:,/@+-]*");

    private static final Pattern REASON = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/#-]{0,99}");

    @AggregateIdentifier
    private @Nullable String trailId;

    private @Nullable String workspaceId;
    /** Those that may still be gone on with. */
    private Map<String, Export> exports = new HashMap<>();

    /** What an export takes out, since when. */
    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    record Export(OperatorExportKind kind, Map<String, String> selection, Instant begunAt) {}

    protected OperatorTrail() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            BeginOperatorExport command,
            @MetaDataValue(MessageContext.WORKSPACE) @Nullable String workspace,
            Clock clock) {
        requireTrailOf(workspace, command.trailId());
        requireSaid(command);
        Export begun = exports.get(command.exportId().value());
        if (begun != null && isOpen(begun, clock.instant())) {
            if (begun.kind() != command.kind() || !begun.selection().equals(command.selection())) {
                throw new RejectedException(
                        RejectionCode.HISTORY_EXPORT_NOT_FOUND,
                        "This export is of something else",
                        Map.of("exportId", command.exportId().value()));
            }
            return;
        }
        apply(new OperatorExportBegun(
                command.trailId().value(),
                workspace,
                command.exportId().value(),
                command.kind(),
                command.selection(),
                command.kind().isReadable(),
                command.reason()));
    }

    private void requireTrailOf(@Nullable String workspace, OperatorTrailId id) {
        OperatorTrailId own =
                workspace == null ? OperatorTrailId.INSTALLATION : OperatorTrailId.of(new WorkspaceId(workspace));
        if (!own.equals(id)) {
            throw new RejectedException(notFound(), "This is another workspace's record");
        }
    }

    private static void requireSaid(BeginOperatorExport command) {
        int length =
                command.selection().values().stream().mapToInt(String::length).sum();
        boolean isPlain = command.selection().values().stream()
                .allMatch(value -> SELECTED.matcher(value).matches());
        if (!isPlain || length > LONGEST_SELECTION) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST,
                    "What is taken out is said in ids, times and names, in " + LONGEST_SELECTION
                            + " characters at most");
        }
        if (command.reason() != null && !REASON.matcher(command.reason()).matches()) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST,
                    "A reason is where it stands, such as a ticket's number: up to 100 letters, digits and . _ : / # -",
                    Map.of("field", "reason"));
        }
    }

    private static boolean isOpen(Export export, Instant now) {
        return export.begunAt().plus(HOLDS).isAfter(now);
    }

    @EventSourcingHandler
    void on(OperatorExportBegun event, @Timestamp Instant at) {
        trailId = event.trailId();
        workspaceId = event.workspaceId();
        exports.values().removeIf(export -> !isOpen(export, at));
        exports.put(event.exportId(), new Export(event.kind(), event.selection(), at));
    }

    @Override
    protected @Nullable String id() {
        return trailId;
    }

    @Override
    protected @Nullable String workspaceId() {
        return workspaceId;
    }

    @Override
    protected RejectionCode notFound() {
        return RejectionCode.HISTORY_EXPORT_NOT_FOUND;
    }
}
