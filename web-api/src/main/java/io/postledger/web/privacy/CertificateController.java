package io.postledger.web.privacy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.StoredAs;
import io.postledger.api.ledger.Evidence;
import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.api.privacy.ErasureCertified;
import io.postledger.api.privacy.ErasureView;
import io.postledger.api.privacy.FindErasure;
import io.postledger.api.privacy.FindMyErasure;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import io.postledger.web.security.OperatorDoor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The certificate of an erasure: an evidence bundle of its events, which anybody verifies without this installation. */
@RestController
@RequestMapping("/api/erasures/{subject}/certificate")
@Tag(name = "Privacy")
class CertificateController {
    private static final String WHO =
            "For whoever asked for the erasure, who owns every workspace that the person was in when"
                    + " it began, and, with its operator key, whoever runs this installation. Refused with ERASURE_NOT_FOUND,"
                    + " ERASURE_NOT_CERTIFIED, EVENT_NOT_FOUND, NOT_AUTHENTICATED, OPERATOR_KEY_INVALID, ROLE_NOT_HERE.";

    private static final String LAST_EVENT =
            ErasureCertified.class.getAnnotation(StoredAs.class).name();

    private final Messages messages;
    private final OperatorDoor door;
    private final ObjectProvider<Evidence> evidence;

    CertificateController(Messages messages, OperatorDoor door, ObjectProvider<Evidence> evidence) {
        this.messages = messages;
        this.door = door;
        this.evidence = evidence;
    }

    @GetMapping
    @Operation(
            summary = "The certificate of an erasure, as evidence",
            description =
                    "A bundle of the erasure's events with what proves them, for ./postledger audit verify and for"
                            + " ledger/verify.py. " + WHO)
    ResponseEntity<byte[]> bundle(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String subject)
            throws IOException {
        ErasureView erasure = certified(call, key, subject);
        return file(subject, "jsonl", MediaType.APPLICATION_NDJSON, proven(erasure));
    }

    @GetMapping("/text")
    @Operation(summary = "The certificate of an erasure, to read", description = "The same as text. " + WHO)
    ResponseEntity<byte[]> text(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String subject)
            throws IOException {
        ErasureView erasure = certified(call, key, subject);
        return file(
                subject,
                "txt",
                new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8),
                CertificateText.of(erasure, erasure.certificate(), proven(erasure)));
    }

    private ErasureView certified(Call call, @Nullable String key, String subject) {
        ErasureView erasure = key == null
                ? messages.ask(call, new FindMyErasure(subject), ErasureView.class)
                : messages.ask(door.pass(call, key), new FindErasure(subject), ErasureView.class);
        if (erasure.certificate() == null) {
            throw new RejectedException(RejectionCode.ERASURE_NOT_CERTIFIED, "The erasure is not done yet");
        }
        return erasure;
    }

    /** Few events: held in memory. */
    private byte[] proven(ErasureView erasure) throws IOException {
        Evidence here = evidence.getIfAvailable();
        if (here == null) {
            throw new WebException(WebCode.ROLE_NOT_HERE, "Evidence is had from a node with the role saga");
        }
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        here.write(
                new EvidenceSelection(EvidenceSelection.Kind.ERASURE, erasure.erasureId(), null, null, null),
                false,
                null,
                null,
                Integer.MAX_VALUE,
                bundle);
        byte[] written = bundle.toByteArray();
        // Its last event, so all: they are looked up one after the other, and where one is gone nothing after it is
        // found.
        if (!new String(written, StandardCharsets.UTF_8).contains("\"name\":\"" + LAST_EVENT + "\"")) {
            throw new RejectedException(
                    RejectionCode.EVENT_NOT_FOUND,
                    "The ledger does not have every event of this erasure; if it was done this second, ask again");
        }
        return written;
    }

    private static ResponseEntity<byte[]> file(String subject, String ending, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("erasure-" + subject + "." + ending)
                                .build()
                                .toString())
                .body(content);
    }
}
