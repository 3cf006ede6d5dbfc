package io.postledger.web.history;

import io.postledger.api.CommandResult;
import io.postledger.api.history.ApproveHistoryExport;
import io.postledger.api.history.AuditTrailId;
import io.postledger.api.history.ChangeExportRule;
import io.postledger.api.history.HistoryExportId;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.RequestHistoryExport;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces/{ws}/history-exports")
@Tag(name = "History")
class HistoryExportController {
    private final Messages messages;

    HistoryExportController(Messages messages) {
        this.messages = messages;
    }

    record ExportRule(@NotNull Boolean fourEyes) {}

    /** @param target the workspace's own id for everything */
    record ExportRequest(
            @NotNull HistoryTarget target, @NotNull String reason) {}

    @PutMapping("/rule")
    @Operation(
            summary = "Say whether an export of everything needs a second person's approval",
            description = "For whoever manages members. It does not, until this says so.")
    ResponseEntity<CommandResult> rule(Call call, @PathVariable WorkspaceId ws, @Valid @RequestBody ExportRule body) {
        return Answers.done(messages.send(call, new ChangeExportRule(AuditTrailId.of(ws), body.fourEyes())));
    }

    @PutMapping("/{export}")
    @Operation(
            summary = "Ask for an export of history",
            description = "For auditors, under an id of theirs (hexp_…). Refused with ID_ALREADY_USED, INVALID_REQUEST,"
                    + " WORKSPACE_NOT_FOUND.")
    ResponseEntity<CommandResult> request(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable HistoryExportId export,
            @Valid @RequestBody ExportRequest body) {
        return Answers.done(messages.send(
                call, new RequestHistoryExport(AuditTrailId.of(ws), export, body.target(), body.reason())));
    }

    @PutMapping("/{export}/approval")
    @Operation(
            summary = "Approve an export that somebody else asked for",
            description = "It may begin within a week. Refused with HISTORY_EXPORT_NOT_FOUND, HISTORY_EXPORT_OWN.")
    ResponseEntity<CommandResult> approve(
            Call call, @PathVariable WorkspaceId ws, @PathVariable HistoryExportId export) {
        return Answers.done(messages.send(call, new ApproveHistoryExport(AuditTrailId.of(ws), export)));
    }
}
