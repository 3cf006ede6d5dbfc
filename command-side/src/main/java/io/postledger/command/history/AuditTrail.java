package io.postledger.command.history;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.ApproveHistoryExport;
import io.postledger.api.history.AuditTrailId;
import io.postledger.api.history.BeginHistoryExport;
import io.postledger.api.history.ChangeExportRule;
import io.postledger.api.history.ExportRuleChanged;
import io.postledger.api.history.HistoryExportApproved;
import io.postledger.api.history.HistoryExportBegun;
import io.postledger.api.history.HistoryExportId;
import io.postledger.api.history.HistoryExportRequested;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.RequestHistoryExport;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.command.Root;
import io.postledger.command.memory.AggregateMemory;
import io.postledger.command.snapshot.Snapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A workspace's rule for taking its history out, and who asked, agreed and did. */
@Aggregate(
        cache = AggregateMemory.NAME,
        snapshotTriggerDefinition = Snapshots.TRIGGER,
        snapshotFilter = Snapshots.FILTER)
public class AuditTrail extends Root {
    /** From approval to beginning, and from there on for going on where it was cut off. */
    private static final Duration HOLDS = Duration.ofDays(7);

    private static final int LONGEST_REASON = 500;

    private static final Set<HistoryTarget.Kind> EXPORTED =
            EnumSet.of(HistoryTarget.Kind.POST, HistoryTarget.Kind.ACCOUNT, HistoryTarget.Kind.WORKSPACE);

    @AggregateIdentifier
    private @Nullable String trailId;

    private @Nullable String workspaceId;
    private boolean fourEyes;
    private Map<String, Export> exports = new HashMap<>();

    /** How far an export has come. @param taken what was begun to be taken out; null before */
    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    record Export(
            String target,
            String actor,
            @Nullable Instant approvedAt,
            @Nullable Instant begunAt,
            @Nullable Taken taken) {}

    /** What of its target an export takes out. */
    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    record Taken(@Nullable Instant from, @Nullable Instant until, boolean readable) {}

    protected AuditTrail() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ChangeExportRule command, @MetaDataValue(MessageContext.WORKSPACE) String workspace) {
        requireTrailOf(workspace, command.trailId());
        if (trailId == null || command.fourEyes() != fourEyes) {
            apply(new ExportRuleChanged(command.trailId().value(), workspace, command.fourEyes()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            RequestHistoryExport command,
            @MetaDataValue(MessageContext.WORKSPACE) String workspace,
            HistoryThings things) {
        requireTrailOf(workspace, command.trailId());
        requireExported(command.target());
        things.requireIn(workspace, command.target());
        if (command.reason().isBlank() || command.reason().length() > LONGEST_REASON) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST,
                    "Say why, in " + LONGEST_REASON + " characters at most",
                    Map.of("field", "reason"));
        }
        if (exports.containsKey(command.exportId().value())) {
            throw new RejectedException(RejectionCode.ID_ALREADY_USED, "This id is in use");
        }
        apply(new HistoryExportRequested(
                command.trailId().value(),
                workspace,
                command.exportId().value(),
                command.target().value(),
                command.reason()));
    }

    @CommandHandler
    void handle(ApproveHistoryExport command, @MetaDataValue(MessageContext.ACTOR) String actor) {
        Export export = exports.get(command.exportId().value());
        if (export == null) {
            throw notFound(command.exportId());
        }
        if (export.actor().equals(actor)) {
            throw new RejectedException(
                    RejectionCode.HISTORY_EXPORT_OWN, "Somebody else has to approve what you asked for");
        }
        if (export.approvedAt() == null) {
            apply(new HistoryExportApproved(trailId, command.exportId().value()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            BeginHistoryExport command,
            @MetaDataValue(MessageContext.WORKSPACE) String workspace,
            @MetaDataValue(MessageContext.ACTOR) String actor,
            HistoryThings things,
            Clock clock) {
        requireTrailOf(workspace, command.trailId());
        requireSelection(command);
        things.requireIn(workspace, command.target());
        Export export = exports.get(command.exportId().value());
        Taken taken = new Taken(command.from(), command.until(), command.readable());
        if (export != null
                && !(export.actor().equals(actor)
                        && export.target().equals(command.target().value())
                        && (export.taken() == null || export.taken().equals(taken)))) {
            throw notFound(command.exportId());
        }
        if (export != null && holds(export.begunAt(), clock.instant())) {
            return;
        }
        boolean needsApproval = fourEyes && command.target().kind() == HistoryTarget.Kind.WORKSPACE;
        if (needsApproval && (export == null || !holds(export.approvedAt(), clock.instant()))) {
            throw new RejectedException(
                    RejectionCode.HISTORY_EXPORT_NOT_APPROVED,
                    "This workspace wants a second person to approve an export of everything, at most a week before");
        }
        apply(new HistoryExportBegun(
                command.trailId().value(),
                workspace,
                command.exportId().value(),
                command.target().value(),
                command.from(),
                command.until(),
                command.readable()));
    }

    private static void requireExported(HistoryTarget target) {
        if (!EXPORTED.contains(target.kind())) {
            throw new RejectedException(
                    RejectionCode.SELECTION_INVALID, "A post, an account or the workspace is taken out", Map.of());
        }
    }

    private static void requireSelection(BeginHistoryExport command) {
        requireExported(command.target());
        boolean isRange = command.from() != null || command.until() != null;
        boolean isEmpty = command.from() != null
                && command.until() != null
                && !command.from().isBefore(command.until());
        if (isEmpty || isRange && command.target().kind() != HistoryTarget.Kind.WORKSPACE) {
            throw new RejectedException(
                    RejectionCode.SELECTION_INVALID,
                    "A time range is of the workspace, and from an earlier until a later time",
                    Map.of());
        }
    }

    private static boolean holds(@Nullable Instant since, Instant now) {
        return since != null && since.plus(HOLDS).isAfter(now);
    }

    private void requireTrailOf(String workspace, AuditTrailId id) {
        if (!AuditTrailId.of(new WorkspaceId(workspace)).equals(id)) {
            throw new RejectedException(notFound(), "This is another workspace's audit trail");
        }
    }

    private static RejectedException notFound(HistoryExportId id) {
        return new RejectedException(
                RejectionCode.HISTORY_EXPORT_NOT_FOUND,
                "There is no such export, or it is somebody else's",
                Map.of("exportId", id.value()));
    }

    @EventSourcingHandler
    void on(ExportRuleChanged event) {
        become(event.trailId(), event.workspaceId());
        fourEyes = event.fourEyes();
    }

    @EventSourcingHandler
    void on(HistoryExportRequested event, @MetaDataValue(MessageContext.ACTOR) String actor) {
        become(event.trailId(), event.workspaceId());
        exports.put(event.exportId(), new Export(event.target(), actor, null, null, null));
    }

    @EventSourcingHandler
    void on(HistoryExportApproved event, @Timestamp Instant at) {
        exports.computeIfPresent(
                event.exportId(),
                (id, export) -> new Export(export.target(), export.actor(), at, export.begunAt(), export.taken()));
    }

    @EventSourcingHandler
    void on(HistoryExportBegun event, @MetaDataValue(MessageContext.ACTOR) String actor, @Timestamp Instant at) {
        become(event.trailId(), event.workspaceId());
        Export asked = exports.get(event.exportId());
        Taken taken = new Taken(event.from(), event.until(), Boolean.TRUE.equals(event.readable()));
        exports.put(
                event.exportId(),
                new Export(event.target(), actor, asked == null ? null : asked.approvedAt(), at, taken));
    }

    private void become(String id, String workspace) {
        trailId = id;
        workspaceId = workspace;
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
