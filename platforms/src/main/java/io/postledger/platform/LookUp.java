package io.postledger.platform;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Whether a post is found at the network. */
public sealed interface LookUp {

    /** The last call of the look-up. */
    Exchange exchange();

    /** The first post that matches. */
    record Found(String externalId, URI uri, Exchange exchange) implements LookUp {}

    /**
     * The network listed everything since then, and it was not there. Proof only when asked later than
     * {@link PlatformConnector#visibilityDelay()} after the attempt ended.
     */
    record Absent(Exchange exchange) implements LookUp {}

    /** The network took it and then refused it: it is not live, and will not be. @param reason the network's own words */
    record Refused(String code, String reason, Exchange exchange) implements LookUp {}

    /**
     * The network could not be asked, or its answer does not decide.
     *
     * @param code one of {@link Codes}; {@link Codes#NEEDS_REFRESH} means to ask again with a new token,
     *     {@link Codes#PROCESSING} that the network has it and is still at work
     * @param retryAtOrNull not before then; null when any time will do
     */
    record Undecided(String code, String reason, Instant retryAtOrNull, Exchange exchange) implements LookUp {

        public Optional<Instant> retryAt() {
            return Optional.ofNullable(retryAtOrNull);
        }
    }
}
