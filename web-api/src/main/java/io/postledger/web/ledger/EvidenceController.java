package io.postledger.web.ledger;

import io.postledger.api.history.HistoryExportId;
import io.postledger.api.history.OperatorExportKind;
import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.web.call.Call;
import io.postledger.web.export.OperatorExports;
import io.postledger.web.security.OperatorDoor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hands evidence to whoever runs the installation: as it is stored, for the key that opens this door opens nobody's words. */
@RestController
@RequestMapping("/api/ledger/evidence")
@Tag(name = "Ledger", description = "What proves that no event was altered, removed or added since.")
@SecurityRequirements
class EvidenceController {
    private final EvidenceParts parts;
    private final OperatorDoor door;
    private final OperatorExports record;

    EvidenceController(EvidenceParts parts, OperatorDoor door, OperatorExports record) {
        this.parts = parts;
        this.door = door;
        this.record = record;
    }

    @GetMapping
    @Operation(
            summary = "A part of an evidence bundle",
            description = "For whoever runs this installation, with its operator key." + OperatorExports.ON_RECORD
                    + EvidenceParts.DESCRIPTION
                    + " Refused with OPERATOR_KEY_INVALID, LEDGER_EMPTY, HEAD_NOT_FOUND, SELECTION_INVALID, ROLE_NOT_HERE,"
                    + " HISTORY_EXPORT_NOT_FOUND, INVALID_REQUEST.")
    void part(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @RequestParam(defaultValue = "EVERYTHING") EvidenceSelection.Kind kind,
            @Parameter(description = "Of the post, account or workspace") @RequestParam(required = false) @Nullable
                    String id,
            @Parameter(description = "Recorded at this time or later; of a time range")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "Recorded before this time; of a time range")
                    @RequestParam(required = false)
                    @Nullable
                    Instant until,
            @Parameter(description = "Nothing that is not this workspace's") @RequestParam(required = false) @Nullable
                    String workspace,
            @RequestParam(required = false) @Nullable Long head,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = EvidenceParts.DEFAULT_LIMIT) @Min(1) @Max(EvidenceParts.MOST) int limit,
            @Parameter(description = OperatorExports.EXPORT) @RequestParam(required = false) @Nullable
                    HistoryExportId export,
            @Parameter(description = OperatorExports.REASON) @RequestParam(required = false) @Nullable String reason,
            HttpServletResponse response)
            throws IOException {
        Call operator = door.pass(call, key);
        Map<String, @Nullable Object> asked = new HashMap<>();
        asked.put("of", kind);
        asked.put("id", id);
        asked.put("from", from);
        asked.put("until", until);
        asked.put("workspace", workspace);
        parts.send(
                new EvidenceSelection(kind, id, from, until, workspace),
                false,
                head,
                after,
                limit,
                () -> record.begin(
                        operator,
                        new OperatorExports.Known(export, reason),
                        OperatorExportKind.EVIDENCE,
                        workspace == null ? id : workspace,
                        asked),
                response);
    }
}
