package io.postledger.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier has to say.
 *
 * @param manifest null where it could not be read
 * @param events that were read
 * @param findings none where all is well; of renderings and of the rest the first {@value #MOST} each
 * @param anchored whether it was held against something known from elsewhere
 */
public record Verdict(@Nullable Manifest manifest, long events, List<Finding> findings, boolean anchored) {
    static final int MOST = 1_000;

    /** Whether every event is what was signed, whatever was done to what stands beside them to be read. */
    public boolean isProven() {
        return findings.stream().allMatch(one -> one.code() == Finding.Code.RENDERING_ALTERED);
    }

    public boolean isGood() {
        return findings.isEmpty();
    }
}
