package io.postledger.api.history;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A point in a thing's life: a version, or an instant (UTC; events of that very instant are included), or, with neither, now.
 * Rejected: INVALID_REQUEST with both, or a version below 0.
 */
public record Moment(@Nullable Long version, @Nullable Instant at) {
    public static final Moment NOW = new Moment(null, null);

    public Moment {
        if (version != null && (at != null || version < 0)) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST, "Name a version, from 0 on, or an instant, not both");
        }
    }
}
