package io.postledger.saga.publication;

import io.micrometer.core.instrument.MeterRegistry;
import io.postledger.platform.Connectors;
import io.postledger.platform.Exchange;
import io.postledger.platform.MediaSource;
import io.postledger.platform.Operation;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Submission;
import io.postledger.saga.account.Access;
import io.postledger.saga.account.AccountGrants;
import io.postledger.saga.budget.Budgets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a delivery's steps need of the network's side: access, limits, the connector; and the measuring of every call. */
@Component
class NetworkDesk {
    private final AccountGrants grants;
    private final Budgets budgets;
    private final Connectors connectors;
    private final MediaSource media;
    private final MeterRegistry meters;

    NetworkDesk(AccountGrants grants, Budgets budgets, Connectors connectors, MediaSource media, MeterRegistry meters) {
        this.grants = grants;
        this.budgets = budgets;
        this.connectors = connectors;
        this.media = media;
        this.meters = meters;
    }

    Access access(Delivery delivery) {
        return grants.access(delivery.workspaceId(), delivery.accountId());
    }

    PlatformConnector connector(Delivery delivery) {
        return connectors.require(delivery.platform());
    }

    Submission submission(Delivery delivery, Access.Granted granted) {
        return new Submission(granted.credentials(), granted.account(), delivery.content(), media);
    }

    /** @return empty where the limits allow it; otherwise when they do */
    Optional<Instant> spend(Delivery delivery, Operation operation) {
        return budgets.spend(delivery.platform(), delivery.accountId(), operation, delivery.content());
    }

    /** The network does not accept the token: the next access has another one. */
    void refused(Delivery delivery, Access.Granted granted) {
        grants.refused(delivery.accountId(), granted.credentials().accessToken());
    }

    /** Takes in what a call told of limits and time. @param result what it came to, for the meters */
    void note(Delivery delivery, Operation operation, Object result, Exchange exchange) {
        budgets.learn(delivery.platform(), delivery.accountId(), exchange.rateLimits());
        meters.timer(
                        "postledger.network.calls",
                        "platform",
                        delivery.platform().name().toLowerCase(Locale.ROOT),
                        "operation",
                        operation.name().toLowerCase(Locale.ROOT),
                        "outcome",
                        result.getClass().getSimpleName())
                .record(Duration.ofMillis(exchange.durationMillis()));
    }

    /** The network said "too many": nothing more of the kind is tried for this account before then. */
    void exhausted(Delivery delivery, Operation operation, @Nullable Instant until) {
        if (until != null) {
            budgets.exhausted(delivery.platform(), delivery.accountId(), operation, delivery.content(), until);
        }
    }
}
