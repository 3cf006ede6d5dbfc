package io.postledger.platform;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known after an attempt to publish. The line that matters runs between {@link NotSent} and {@link Unknown}: only
 * what the network is known not to have accepted may be sent again without looking first.
 */
public sealed interface PublishOutcome {

    /** The call that told so. */
    Exchange exchange();

    /** It is live under this id. */
    record Published(String externalId, URI uri, Exchange exchange) implements PublishOutcome {}

    /**
     * The network took it and is working on it: whether it will be live is for a look-up to tell, from {@code checkAt} on.
     *
     * @param prepared with the network's handle on it, to be kept for the look-up
     */
    record Accepted(Prepared prepared, Instant checkAt, Exchange exchange) implements PublishOutcome {}

    /**
     * The network read it and refused it, and would again.
     *
     * @param code one of {@link Codes}. {@link Codes#DUPLICATE_CONTENT} after an attempt whose outcome is unknown may mean
     *     that the earlier attempt got through: look it up before calling it failed
     * @param reason the network's own words
     * @param preparedOrNull with the duplicate that the network names, to be kept for that look-up; null where it names none
     */
    record Rejected(String code, String reason, Prepared preparedOrNull, Exchange exchange) implements PublishOutcome {

        public Rejected(String code, String reason, Exchange exchange) {
            this(code, reason, null, exchange);
        }
    }

    /** The access token is not, or no longer, accepted; nothing was published. Refresh it, then send again. */
    record NeedsRefresh(Exchange exchange) implements PublishOutcome {}

    /**
     * Known not to have been accepted: no byte left, or the network said that it did not take it.
     *
     * @param retryAtOrNull not before then; null when any time will do
     */
    record NotSent(String code, String reason, Instant retryAtOrNull, Exchange exchange) implements PublishOutcome {

        public Optional<Instant> retryAt() {
            return Optional.ofNullable(retryAtOrNull);
        }
    }

    /** It may be live or not: bytes left and no answer that decides came back. Look it up. */
    record Unknown(String code, String reason, Exchange exchange) implements PublishOutcome {}
}
