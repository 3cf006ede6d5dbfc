package io.postledger.web.export;

import io.postledger.api.export.EventSelection;
import io.postledger.api.export.ExportFormat;
import io.postledger.api.export.ExportPart;
import io.postledger.api.export.Exports;
import io.postledger.api.export.PartRequest;
import io.postledger.api.history.HistoryExportId;
import io.postledger.api.history.OperatorExportKind;
import io.postledger.web.call.Call;
import io.postledger.web.call.NamelessFile;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import io.postledger.web.security.OperatorDoor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sends exports part by part. A part is written to a file first: so what is sent is whole, and its headers say what it is.
 */
@RestController
@RequestMapping("/api/exports")
@Tag(name = "Exports", description = "For whoever runs this installation, with its operator key.")
@SecurityRequirements
class ExportController {
    private static final String ABOUT = OperatorExports.ON_RECORD
            + " The answer's headers: Export-Id (to be given as export with each further part),"
            + " Export-Items, Export-Next (to be given as after for the next"
            + " part; absent from the last), Export-Position and Export-Up-To (positions in the log), Repr-Digest (SHA-256)"
            + ", and with a copy's last part Export-Content-Hash (of the whole, as the projection says it)."
            + " Refused with OPERATOR_KEY_INVALID, PARAMETER_INVALID, EXPORT_CURSOR_INVALID, ROLE_NOT_HERE,"
            + " HISTORY_EXPORT_NOT_FOUND, INVALID_REQUEST";

    private final ObjectProvider<Exports> exports;
    private final OperatorDoor door;
    private final OperatorExports record;

    ExportController(ObjectProvider<Exports> exports, OperatorDoor door, OperatorExports record) {
        this.exports = exports;
        this.door = door;
        this.record = record;
    }

    private interface Writing {
        ExportPart to(OutputStream file) throws IOException;
    }

    @GetMapping("/events")
    @Operation(
            summary = "A part of the event log",
            description = "Events as they are stored, in the order of the log." + ABOUT
                    + ", POSITION_AFTER_HEAD, EVENT_TYPE_NOT_FOUND.")
    void events(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @Parameter(description = "Recorded at this time or later") @RequestParam(required = false) @Nullable
                    Instant from,
            @Parameter(description = "Recorded before this time") @RequestParam(required = false) @Nullable
                    Instant until,
            @Parameter(description = "Stored names, such as post.PostDrafted") @RequestParam(defaultValue = "")
                    Set<String> type,
            @RequestParam(required = false) @Nullable String workspace,
            @Parameter(description = "Position at which the export ends; what the first part said as Export-Up-To")
                    @RequestParam(required = false)
                    @Nullable
                    Long upTo,
            @RequestParam(defaultValue = "NDJSON") ExportFormat format,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50000") int limit,
            @Parameter(description = OperatorExports.EXPORT) @RequestParam(required = false) @Nullable
                    HistoryExportId export,
            @Parameter(description = OperatorExports.REASON) @RequestParam(required = false) @Nullable String reason,
            HttpServletResponse response)
            throws IOException {
        Call operator = door.pass(call, key);
        PartRequest part = part(format, after, limit);
        EventSelection selection = new EventSelection(from, until, type, workspace, upTo);
        Map<String, @Nullable Object> asked = new HashMap<>();
        asked.put("from", from);
        asked.put("until", until);
        asked.put("type", String.join(",", new TreeSet<>(type)));
        asked.put("workspace", workspace);
        send(
                format,
                response,
                file -> exports().events(selection, part, file),
                () -> record.begin(
                        operator,
                        new OperatorExports.Known(export, reason),
                        OperatorExportKind.EVENTS,
                        workspace,
                        asked));
    }

    @GetMapping("/projections/{name}/{target}")
    @Operation(
            summary = "A part of a projection",
            description =
                    "Of the generation that is read, or of a copy: of a MongoDB view key and document, of a ClickHouse"
                            + " table its columns." + ABOUT
                            + ", PROJECTION_NOT_FOUND, TARGET_NOT_FOUND, COPY_NOT_FOUND, COPY_NOT_READY.")
    void projection(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name,
            @Parameter(description = "Collection or table") @PathVariable String target,
            @Parameter(description = "Name of a copy, as of a position; what is read where it is left out")
                    @RequestParam(required = false)
                    @Nullable
                    String copy,
            @RequestParam(defaultValue = "NDJSON") ExportFormat format,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50000") int limit,
            @Parameter(description = OperatorExports.EXPORT) @RequestParam(required = false) @Nullable
                    HistoryExportId export,
            @Parameter(description = OperatorExports.REASON) @RequestParam(required = false) @Nullable String reason,
            HttpServletResponse response)
            throws IOException {
        Call operator = door.pass(call, key);
        PartRequest part = part(format, after, limit);
        Map<String, @Nullable Object> asked = new HashMap<>();
        asked.put("projection", name);
        asked.put("target", target);
        asked.put("copy", copy);
        send(
                format,
                response,
                file -> exports().projection(name, target, copy, part, file),
                () -> record.begin(
                        operator,
                        new OperatorExports.Known(export, reason),
                        OperatorExportKind.PROJECTION,
                        null,
                        asked));
    }

    private static PartRequest part(ExportFormat format, @Nullable String after, int limit) {
        if (limit < 1 || limit > PartRequest.MOST) {
            throw new WebException(WebCode.PARAMETER_INVALID, "limit is from 1 to " + PartRequest.MOST);
        }
        return new PartRequest(format, after, limit);
    }

    private Exports exports() {
        Exports here = exports.getIfAvailable();
        if (here == null) {
            throw new WebException(WebCode.ROLE_NOT_HERE, "Exports are had from a node with the role query or ai");
        }
        return here;
    }

    /** @param recording done once there is something to send, and before it is */
    private static void send(
            ExportFormat format, HttpServletResponse response, Writing writing, Supplier<HistoryExportId> recording)
            throws IOException {
        try (NamelessFile file = new NamelessFile()) {
            MessageDigest digest = sha256();
            ExportPart part;
            try (OutputStream out = new DigestOutputStream(file.writing(), digest)) {
                part = writing.to(out);
            }
            response.setHeader("Export-Id", recording.get().value());
            response.setContentType(
                    format == ExportFormat.PARQUET ? "application/vnd.apache.parquet" : "application/x-ndjson");
            response.setContentLengthLong(file.size());
            response.setHeader("Export-Items", Long.toString(part.items()));
            response.setHeader("Export-Position", Long.toString(part.position()));
            response.setHeader("Export-Up-To", Long.toString(part.upTo()));
            if (part.next() != null) {
                response.setHeader("Export-Next", part.next());
            }
            if (part.contentHash() != null) {
                response.setHeader("Export-Content-Hash", part.contentHash());
            }
            response.setHeader("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest.digest()) + ":");
            file.sendTo(response.getOutputStream());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
