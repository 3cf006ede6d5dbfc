package io.postledger.web.ledger;

import io.postledger.api.history.AuditTrailId;
import io.postledger.api.history.BeginHistoryExport;
import io.postledger.api.history.HistoryExportId;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.call.NewIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hands evidence to a workspace's auditors, once it stands in the log that they take it. */
@RestController
@RequestMapping("/api/workspaces/{ws}/ledger/evidence")
@Tag(name = "Ledger")
class WorkspaceEvidenceController {
    private final EvidenceParts parts;
    private final Messages messages;
    private final NewIds ids;

    WorkspaceEvidenceController(EvidenceParts parts, Messages messages, NewIds ids) {
        this.parts = parts;
        this.messages = messages;
        this.ids = ids;
    }

    @GetMapping
    @Operation(
            summary = "A part of an evidence bundle, for auditors",
            description = "Of the workspace's events only. What is taken is an event in the log first."
                    + EvidenceParts.DESCRIPTION
                    + " Everything, or a time range, needs another person's approval first where the workspace says so:"
                    + " then export is what was approved. Refused with NOT_PERMITTED, HISTORY_EXPORT_NOT_APPROVED,"
                    + " HISTORY_EXPORT_NOT_FOUND, POST_NOT_FOUND and its like, LEDGER_EMPTY, HEAD_NOT_FOUND, SELECTION_INVALID,"
                    + " ROLE_NOT_HERE.")
    void part(
            Call call,
            @PathVariable WorkspaceId ws,
            @Parameter(description = "A post or an account; all of the workspace where it is left out")
                    @RequestParam(required = false)
                    @Nullable
                    HistoryTarget target,
            @Parameter(description = "Recorded at this time or later; of all of the workspace")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "Recorded before this time; of all of the workspace")
                    @RequestParam(required = false)
                    @Nullable
                    Instant until,
            @Parameter(
                            description =
                                    "With what people read of each event, decrypted, beside it: no erasure reaches that file")
                    @RequestParam(defaultValue = "false")
                    boolean readable,
            @Parameter(description = "What was asked for under this id, or begun (hexp_…)")
                    @RequestParam(required = false)
                    @Nullable
                    HistoryExportId export,
            @RequestParam(required = false) @Nullable Long head,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = EvidenceParts.DEFAULT_LIMIT) @Min(1) @Max(EvidenceParts.MOST) int limit,
            HttpServletResponse response)
            throws IOException {
        parts.here();
        HistoryTarget of = target == null ? new HistoryTarget(ws.value()) : target;
        HistoryExportId id = ids.orNew(export, call, HistoryExportId.PREFIX, HistoryExportId::new);
        messages.send(call.decidedAnew(), new BeginHistoryExport(AuditTrailId.of(ws), id, of, from, until, readable));
        parts.send(selection(ws, of, from, until), readable, head, after, limit, () -> id, response);
    }

    private static EvidenceSelection selection(
            WorkspaceId ws, HistoryTarget target, @Nullable Instant from, @Nullable Instant until) {
        if (from != null || until != null) {
            return new EvidenceSelection(EvidenceSelection.Kind.TIME, null, from, until, ws.value());
        }
        return new EvidenceSelection(
                EvidenceSelection.Kind.valueOf(target.kind().name()), target.value(), null, null, ws.value());
    }
}
