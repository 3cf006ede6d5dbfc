package io.postledger.saga.publication;

import io.postledger.api.publication.Exchange;

/** What passed between us and a network, as it is kept in events. */
final class Exchanges {
    private Exchanges() {}

    static Exchange of(io.postledger.platform.Exchange exchange) {
        return new Exchange(
                exchange.statusOrNull(),
                exchange.errorCodeOrNull(),
                exchange.requestIdOrNull(),
                exchange.durationMillis(),
                exchange.operation(),
                exchange.errorTitleOrNull() == null ? exchange.failureOrNull() : exchange.errorTitleOrNull(),
                exchange.at());
    }
}
