package io.postledger.saga.publication;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.publication.DeferPublication;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.HoldPublication;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.RecordAccepted;
import io.postledger.api.publication.RecordNotSent;
import io.postledger.api.publication.RecordOutcomeUnknown;
import io.postledger.api.publication.RecordPublished;
import io.postledger.api.publication.RecordRefused;
import io.postledger.api.publication.StartPublicationAttempt;
import io.postledger.platform.Codes;
import io.postledger.platform.Operation;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.saga.account.Access;
import io.postledger.saga.step.Step;
import io.postledger.saga.step.Steps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One attempt to publish: what must be ready is made ready, the intent is recorded, the network is called once, the outcome
 * is recorded. A run that finds the intent recorded already follows one that was cut off; it does not send, it asks for a
 * look-up.
 */
@Component
class SendPublication {
    /**
     * How long an attempt may take, refreshing a token included. A cut-off task is taken up again only after more than
     * this (db-scheduler's heartbeat limit), so two runs of one attempt never overlap.
     */
    static final Duration DEADLINE = Duration.ofSeconds(20);

    private final PublishingCommands commands;
    private final NetworkDesk network;
    private final PreparePublication preparing;
    private final PreparedStore preparedStore;
    private final Steps steps;
    private final Clock clock;

    SendPublication(
            PublishingCommands commands,
            NetworkDesk network,
            PreparePublication preparing,
            PreparedStore preparedStore,
            Steps steps,
            Clock clock) {
        this.commands = commands;
        this.network = network;
        this.preparing = preparing;
        this.preparedStore = preparedStore;
        this.steps = steps;
        this.clock = clock;
    }

    /** @return when to run again (UTC); empty where this step is done */
    Optional<Instant> run(Delivery delivery) {
        steps.reached(Step.TAKEN_UP);
        try {
            return attempt(delivery, clock.instant().plus(DEADLINE));
        } catch (RejectedException e) {
            if (e.code() == RejectionCode.ATTEMPT_STILL_OPEN) {
                record(
                        delivery,
                        new RecordOutcomeUnknown(id(delivery), delivery.attempt() + 1, "INTERRUPTED", Exchange.NONE));
            } else if (e.code() != RejectionCode.ATTEMPT_NOT_OPEN) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<Instant> attempt(Delivery delivery, Instant deadline) {
        Access access = network.access(delivery);
        if (access instanceof Access.Lost lost) {
            steps.reached(Step.HOLDING);
            commands.send(delivery.workspaceId(), new HoldPublication(id(delivery), lost.reason()));
            return Optional.empty();
        }
        if (access instanceof Access.Unavailable unavailable) {
            return defer(delivery, unavailable.reason(), unavailable.notBefore(), null);
        }
        Access.Granted granted = (Access.Granted) access;
        Prepared prepared = Prepared.NOTHING;
        if (!delivery.content().media().isEmpty()) {
            PreparePublication.Result result = preparing.run(delivery, granted, deadline);
            if (result.deferral() != null) {
                PreparePublication.Deferral deferral = result.deferral();
                return defer(delivery, deferral.reason(), deferral.until(), deferral.exchange());
            }
            if (result.prepared() == null) {
                return Optional.ofNullable(result.goOnAt());
            }
            prepared = result.prepared();
        }
        Optional<Instant> exhaustedUntil = network.spend(delivery, Operation.SEND);
        if (exhaustedUntil.isPresent()) {
            return defer(delivery, "BUDGET_USED_UP", exhaustedUntil.get(), null);
        }
        commands.send(delivery.workspaceId(), new StartPublicationAttempt(id(delivery), delivery.attempt() + 1));
        steps.reached(Step.INTENT);
        PublishOutcome outcome =
                network.connector(delivery).publish(network.submission(delivery, granted), prepared, deadline);
        steps.reached(Step.ANSWERED);
        network.note(delivery, Operation.SEND, outcome, outcome.exchange());
        if (outcome instanceof PublishOutcome.NeedsRefresh) {
            network.refused(delivery, granted);
        }
        record(delivery, toRecord(outcome, delivery));
        return Optional.empty();
    }

    /** Nothing can be sent now; no attempt is spent. */
    private Optional<Instant> defer(
            Delivery delivery, String reason, @Nullable Instant notBefore, @Nullable Exchange exchange) {
        Instant until = Waits.until(delivery, notBefore, clock.instant());
        commands.send(delivery.workspaceId(), new DeferPublication(id(delivery), reason, until, exchange));
        return Optional.of(until);
    }

    private void record(Delivery delivery, Object command) {
        commands.send(delivery.workspaceId(), command);
        steps.reached(Step.RECORDED);
    }

    private Object toRecord(PublishOutcome outcome, Delivery delivery) {
        PublicationId id = id(delivery);
        int attempt = delivery.attempt() + 1;
        Exchange exchange = Exchanges.of(outcome.exchange());
        if (outcome instanceof PublishOutcome.Published published) {
            return new RecordPublished(
                    id, attempt, published.externalId(), published.uri().toString(), clock.instant(), exchange);
        }
        if (outcome instanceof PublishOutcome.Accepted accepted) {
            preparedStore.save(delivery, accepted.prepared());
            return new RecordAccepted(id, attempt, accepted.checkAt(), exchange);
        }
        if (outcome instanceof PublishOutcome.Rejected rejected) {
            if (rejected.preparedOrNull() != null) {
                // What the network says that it is a duplicate of: the look-up begins there.
                preparedStore.save(delivery, rejected.preparedOrNull());
            }
            // What the network has already may be what an earlier attempt sent: it is looked up, not called failed.
            return rejected.code().equals(Codes.DUPLICATE_CONTENT) && delivery.attempt() > 0
                    ? new RecordOutcomeUnknown(id, attempt, rejected.code(), exchange)
                    : new RecordRefused(id, attempt, rejected.code(), rejected.reason(), exchange);
        }
        if (outcome instanceof PublishOutcome.NotSent notSent) {
            if (notSent.code().equals(Codes.RATE_LIMITED)) {
                network.exhausted(delivery, Operation.SEND, notSent.retryAtOrNull());
            }
            return new RecordNotSent(id, attempt, notSent.code(), notSent.retryAtOrNull(), exchange);
        }
        if (outcome instanceof PublishOutcome.Unknown unknown) {
            return new RecordOutcomeUnknown(id, attempt, unknown.code(), exchange);
        }
        return new RecordNotSent(id, attempt, Codes.NEEDS_REFRESH, null, exchange);
    }

    private static PublicationId id(Delivery delivery) {
        return new PublicationId(delivery.publicationId());
    }
}
