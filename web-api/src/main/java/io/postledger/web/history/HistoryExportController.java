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
import io.postledger.web.call.NewIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces/{ws}/history-exports")
@Tag(name = "History")
class HistoryExportController {
    private final Messages messages;
    private final NewIds ids;

    HistoryExportController(Messages messages, NewIds ids) {
        this.messages = messages;
        this.ids = ids;
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

    /** @param exportId to be approved, and given when it is taken out */
    record RequestedExport(String exportId) {}

    @PostMapping
    @Operation(
            summary = "Ask for an export of history, under a new id",
            description = "For auditors. Refused with INVALID_REQUEST, SELECTION_INVALID, POST_NOT_FOUND and its like.")
    ResponseEntity<RequestedExport> request(
            Call call, @PathVariable WorkspaceId ws, @Valid @RequestBody ExportRequest body) {
        HistoryExportId export = ids.orNew(null, call, HistoryExportId.PREFIX, HistoryExportId::new);
        request(call, ws, export, body);
        return ResponseEntity.created(URI.create("/api/workspaces/" + ws + "/history-exports/" + export))
                .body(new RequestedExport(export.value()));
    }

    @PutMapping("/{export}")
    @Operation(
            summary = "Ask for an export of history",
            description = "For auditors, under an id of theirs (hexp_…). Refused with ID_ALREADY_USED, INVALID_REQUEST,"
                    + " SELECTION_INVALID, POST_NOT_FOUND and its like.")
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
