package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Conditions;
import java.time.Duration;

/** How long a network works on media, and what that ends with. @param failureOrNull null when with success */
public record Processing(Duration takes, String failureOrNull) {

    /**
     * @param usual without a fault
     * @param failure the network's word for one, if a fault asks for it
     */
    public static Processing of(Duration usual, String failure, Conditions conditions) {
        return new Processing(usual.plus(conditions.mediaSlowedBy()), conditions.mediaFails() ? failure : null);
    }

    /** That did fail for a reason of its own. */
    public Processing failing(String failure) {
        return new Processing(takes, failure);
    }
}
