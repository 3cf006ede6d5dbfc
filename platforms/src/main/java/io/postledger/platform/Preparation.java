package io.postledger.platform;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the preparing of a post has come. Nothing that is prepared can be seen by anybody, so a step may always be
 * repeated; what was handed out so far is to be kept and given back.
 */
public sealed interface Preparation {

    /** The last call that was made; for a post that needs no preparing, one that was not made. */
    Exchange exchange();

    /** It can be sent. */
    record Ready(Prepared prepared, Exchange exchange) implements Preparation {}

    /** The network is still at work, or there is more to upload: go on at an instant. */
    record Waiting(Prepared soFar, Instant checkAt, Exchange exchange) implements Preparation {}

    /** The network refuses it, and would again. @param reason the network's own words */
    record Rejected(String code, String reason, Exchange exchange) implements Preparation {}

    /** The access token is not, or no longer, accepted. Refresh it, then go on. */
    record NeedsRefresh(Prepared soFar, Exchange exchange) implements Preparation {}

    /** Not now. @param retryAtOrNull not before then; null when any time will do */
    record NotDone(Prepared soFar, String code, String reason, Instant retryAtOrNull, Exchange exchange)
            implements Preparation {

        public Optional<Instant> retryAt() {
            return Optional.ofNullable(retryAtOrNull);
        }
    }
}
