package io.postledger.saga.publication;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.HoldPublication;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.RecordConfirmedAbsent;
import io.postledger.api.publication.RecordLookUpUndecided;
import io.postledger.api.publication.RecordPublished;
import io.postledger.api.publication.RecordRefused;
import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.Operation;
import io.postledger.saga.account.Access;
import io.postledger.saga.step.Step;
import io.postledger.saga.step.Steps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the network what became of an attempt. Not being there is proof only once the attempt can no longer be running
 * and the network has had its time to show it.
 */
@Component
class LookUpPublication {
    /** For how long the network is asked again without a word in the log; then the publication itself decides. */
    private static final Duration QUIETLY = Duration.ofHours(24);

    private final PublishingCommands commands;
    private final NetworkDesk network;
    private final PreparedStore preparedStore;
    private final Steps steps;
    private final Clock clock;

    LookUpPublication(
            PublishingCommands commands, NetworkDesk network, PreparedStore preparedStore, Steps steps, Clock clock) {
        this.commands = commands;
        this.network = network;
        this.preparedStore = preparedStore;
        this.steps = steps;
        this.clock = clock;
    }

    /** @return when to run again (UTC); empty where this step is done */
    Optional<Instant> run(Delivery delivery) {
        try {
            return lookUp(delivery);
        } catch (RejectedException e) {
            if (e.code() != RejectionCode.ATTEMPT_NOT_OPEN) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<Instant> lookUp(Delivery delivery) {
        PublicationId id = new PublicationId(delivery.publicationId());
        Access access = network.access(delivery);
        if (access instanceof Access.Lost lost) {
            steps.reached(Step.HOLDING);
            commands.send(delivery.workspaceId(), new HoldPublication(id, lost.reason()));
            return Optional.empty();
        }
        if (access instanceof Access.Unavailable unavailable) {
            return later(delivery, unavailable.reason(), unavailable.notBefore(), Exchange.NONE);
        }
        Optional<Instant> exhaustedUntil = network.spend(delivery, Operation.LOOK_UP);
        if (exhaustedUntil.isPresent()) {
            return later(delivery, "BUDGET_USED_UP", exhaustedUntil.get(), Exchange.NONE);
        }
        return ask(delivery, id, (Access.Granted) access);
    }

    private Optional<Instant> ask(Delivery delivery, PublicationId id, Access.Granted granted) {
        Instant lastSentAt = Objects.requireNonNull(delivery.lastSentAt());
        // Before the network is asked: what it lists is what it had then.
        Instant askedAt = clock.instant();
        steps.reached(Step.LOOKING_UP);
        LookUp lookUp = network.connector(delivery)
                .lookUp(
                        network.submission(delivery, granted),
                        preparedStore.find(delivery.publicationId()),
                        new Attempt(Objects.requireNonNull(delivery.firstSentAt()), lastSentAt));
        steps.reached(Step.LOOKED_UP);
        network.note(delivery, Operation.LOOK_UP, lookUp, lookUp.exchange());
        Exchange exchange = Exchanges.of(lookUp.exchange());
        if (lookUp instanceof LookUp.Found found) {
            return record(
                    delivery,
                    new RecordPublished(
                            id,
                            delivery.attempt(),
                            found.externalId(),
                            found.uri().toString(),
                            lastSentAt,
                            exchange));
        }
        if (lookUp instanceof LookUp.Refused refused) {
            return record(
                    delivery, new RecordRefused(id, delivery.attempt(), refused.code(), refused.reason(), exchange));
        }
        if (lookUp instanceof LookUp.Undecided undecided) {
            return undecided(delivery, id, granted, undecided, exchange);
        }
        Instant proofAt = lastSentAt
                .plus(SendPublication.DEADLINE)
                .plus(network.connector(delivery).visibilityDelay());
        return askedAt.isAfter(proofAt)
                ? record(delivery, new RecordConfirmedAbsent(id, delivery.attempt(), exchange))
                : later(delivery, "NOT_VISIBLE_YET", null, exchange)
                        .map(at -> at.isAfter(proofAt) ? proofAt.plusMillis(1) : at);
    }

    private Optional<Instant> undecided(
            Delivery delivery,
            PublicationId id,
            Access.Granted granted,
            LookUp.Undecided undecided,
            Exchange exchange) {
        switch (undecided.code()) {
            case Codes.NEEDS_REFRESH -> network.refused(delivery, granted);
            case Codes.RATE_LIMITED -> network.exhausted(delivery, Operation.LOOK_UP, undecided.retryAtOrNull());
            case Codes.PROCESSING -> {}
            default -> {
                return record(
                        delivery,
                        new RecordLookUpUndecided(
                                id, delivery.attempt(), undecided.code(), undecided.retryAtOrNull(), exchange));
            }
        }
        return later(delivery, undecided.code(), undecided.retryAtOrNull(), exchange);
    }

    /** Asks again without a word in the log, but not for ever. */
    private Optional<Instant> later(Delivery delivery, String reason, @Nullable Instant notBefore, Exchange exchange) {
        Instant now = clock.instant();
        Instant next = Waits.until(delivery, notBefore, now);
        if (now.isBefore(Objects.requireNonNull(delivery.lastSentAt()).plus(QUIETLY))) {
            return Optional.of(next);
        }
        return record(
                delivery,
                new RecordLookUpUndecided(
                        new PublicationId(delivery.publicationId()), delivery.attempt(), reason, next, exchange));
    }

    private Optional<Instant> record(Delivery delivery, Object command) {
        commands.send(delivery.workspaceId(), command);
        steps.reached(Step.RECORDED);
        return Optional.empty();
    }
}
