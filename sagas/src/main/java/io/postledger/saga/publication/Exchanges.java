package io.postledger.saga.publication;

import io.postledger.api.publication.Exchange;

/** What passed between us and a network, as it is kept in events. */
final class Exchanges {
    /** Nothing was exchanged. */
    static final Exchange NONE = new Exchange(null, null, null, 0);

    private Exchanges() {}

    static Exchange of(io.postledger.platform.Exchange exchange) {
        return new Exchange(
                exchange.statusOrNull(),
                exchange.errorCodeOrNull(),
                exchange.requestIdOrNull(),
                exchange.durationMillis());
    }
}
