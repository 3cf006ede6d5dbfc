package io.postledger.api.ledger;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes evidence bundles, part by part: one after the other they are the file. Nothing is remembered between parts, so a bundle is gone
 * on with after whatever ended it.
 */
public interface Evidence {
    /**
     * @param isReadable whether beside each event stands what people read of it, with what is personal in it decrypted
     * @param head size of the head that the first part was proved by; null for the first part, which takes the newest
     * @param after what the part before gave as {@link EvidencePart#next}; null for the first part
     * @param limit events after which the part ends as soon as it can, over 0
     * @param to is not closed
     * @throws io.postledger.api.RejectedException LEDGER_EMPTY (no event yet), HEAD_NOT_FOUND, SELECTION_INVALID
     */
    EvidencePart write(
            EvidenceSelection selection,
            boolean isReadable,
            @Nullable Long head,
            @Nullable Long after,
            int limit,
            OutputStream to)
            throws IOException;
}
