package io.postledger.web.ledger;

import io.postledger.api.history.HistoryExportId;
import io.postledger.api.ledger.Evidence;
import io.postledger.api.ledger.EvidencePart;
import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.web.call.NamelessFile;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sends evidence bundles part by part. A part is written to a file first: so what is sent is whole, and its headers say what it is. */
@Component
class EvidenceParts {
    static final String DESCRIPTION =
            " Parts one after the other are the bundle. Headers: Evidence-Head and Evidence-Next,"
                    + " to be given as head and after for the next part; the last part has no Evidence-Next; Evidence-Events."
                    + " Evidence-Export is to be given as export for the next part, within a week.";
    static final String DEFAULT_LIMIT = "50000";
    static final int MOST = 1_000_000;

    private final ObjectProvider<Evidence> evidence;

    EvidenceParts(ObjectProvider<Evidence> evidence) {
        this.evidence = evidence;
    }

    /** @throws WebException ROLE_NOT_HERE */
    Evidence here() {
        Evidence here = evidence.getIfAvailable();
        if (here == null) {
            throw new WebException(WebCode.ROLE_NOT_HERE, "Evidence is had from a node with the role saga");
        }
        return here;
    }

    /** @param recording says what this is on record as; done once there is something to send, and before it is */
    void send(
            EvidenceSelection selection,
            boolean isReadable,
            @Nullable Long head,
            @Nullable Long after,
            int limit,
            Supplier<HistoryExportId> recording,
            HttpServletResponse response)
            throws IOException {
        try (NamelessFile file = new NamelessFile()) {
            EvidencePart part;
            try (OutputStream out = file.writing()) {
                part = here().write(selection, isReadable, head, after, limit, out);
            }
            response.setHeader("Evidence-Export", recording.get().value());
            response.setContentType("application/x-ndjson");
            response.setContentLengthLong(file.size());
            response.setHeader("Evidence-Events", Long.toString(part.events()));
            response.setHeader("Evidence-Head", Long.toString(part.head()));
            if (part.next() != null) {
                response.setHeader("Evidence-Next", Long.toString(part.next()));
            }
            file.sendTo(response.getOutputStream());
        }
    }
}
