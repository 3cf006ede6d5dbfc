package io.postledger.web.ledger;

import io.postledger.api.ledger.Evidence;
import io.postledger.api.ledger.EvidencePart;
import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.web.call.Call;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import io.postledger.web.security.OperatorDoor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sends evidence bundles part by part. A part is written to a file first: so what is sent is whole, and its headers say what it is. */
@RestController
@RequestMapping("/api/ledger/evidence")
@Tag(name = "Ledger", description = "What proves that no event was altered, removed or added since.")
@SecurityRequirements
class EvidenceController {
    private final ObjectProvider<Evidence> evidence;
    private final OperatorDoor door;

    EvidenceController(ObjectProvider<Evidence> evidence, OperatorDoor door) {
        this.evidence = evidence;
        this.door = door;
    }

    @GetMapping
    @Operation(
            summary = "A part of an evidence bundle",
            description = "For whoever runs this installation, with its operator key. Parts one after the other are the"
                    + " bundle. Headers: Evidence-Head and Evidence-Next, to be given as head and after for the next part;"
                    + " the last part has no Evidence-Next; Evidence-Events. Refused with OPERATOR_KEY_INVALID,"
                    + " LEDGER_EMPTY, HEAD_NOT_FOUND, SELECTION_INVALID, ROLE_NOT_HERE.")
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
            @RequestParam(required = false) @Nullable Long head,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50000") @Min(1) @Max(1_000_000) int limit,
            HttpServletResponse response)
            throws IOException {
        door.pass(call, key);
        Evidence here = evidence.getIfAvailable();
        if (here == null) {
            throw new WebException(WebCode.ROLE_NOT_HERE, "Evidence is had from a node with the role saga");
        }
        Path file = Files.createTempFile("postledger-evidence", ".part");
        try {
            EvidencePart part;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                part = here.write(new EvidenceSelection(kind, id, from, until), head, after, limit, out);
            }
            response.setContentType("application/x-ndjson");
            response.setContentLengthLong(Files.size(file));
            response.setHeader("Evidence-Events", Long.toString(part.events()));
            response.setHeader("Evidence-Head", Long.toString(part.head()));
            if (part.next() != null) {
                response.setHeader("Evidence-Next", Long.toString(part.next()));
            }
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.delete(file);
        }
    }
}
