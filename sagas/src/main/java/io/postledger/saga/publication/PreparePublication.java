package io.postledger.saga.publication;

import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.RecordPrepared;
import io.postledger.api.publication.RecordRefused;
import io.postledger.api.publication.StartPreparation;
import io.postledger.platform.Codes;
import io.postledger.platform.Operation;
import io.postledger.platform.Preparation;
import io.postledger.platform.Prepared;
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
 * Makes a post's media ready at the network, in as many runs as it takes. Nobody can see anything of it, so a step that was
 * cut off is simply done again.
 */
@Component
class PreparePublication {
    /** From the due time; media that a network has not converted by then it will not. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private final PublishingCommands commands;
    private final NetworkDesk network;
    private final PreparedStore preparedStore;
    private final Steps steps;
    private final Clock clock;

    /** Why it cannot go on now. */
    record Deferral(
            String reason,
            @Nullable Instant until,
            @Nullable Exchange exchange) {}

    /**
     * What came of a run.
     *
     * @param prepared with which it can be sent; null where it cannot yet
     * @param goOnAt when to go on preparing; null where that is not the case
     * @param deferral why it waits; null where that is not the case. All three are null where it has ended
     */
    record Result(
            @Nullable Prepared prepared,
            @Nullable Instant goOnAt,
            @Nullable Deferral deferral) {}

    PreparePublication(
            PublishingCommands commands, NetworkDesk network, PreparedStore preparedStore, Steps steps, Clock clock) {
        this.commands = commands;
        this.network = network;
        this.preparedStore = preparedStore;
        this.steps = steps;
        this.clock = clock;
    }

    Result run(Delivery delivery, Access.Granted granted, Instant deadline) {
        PublicationId id = new PublicationId(delivery.publicationId());
        Optional<Instant> exhaustedUntil = network.spend(delivery, Operation.PREPARE);
        if (exhaustedUntil.isPresent()) {
            return new Result(null, null, new Deferral("BUDGET_USED_UP", exhaustedUntil.get(), null));
        }
        commands.send(delivery.workspaceId(), new StartPreparation(id));
        steps.reached(Step.PREPARING);
        Preparation preparation = network.connector(delivery)
                .prepare(network.submission(delivery, granted), preparedStore.find(delivery.publicationId()), deadline);
        steps.reached(Step.PREPARED);
        network.note(delivery, Operation.PREPARE, preparation, preparation.exchange());
        Exchange exchange = Exchanges.of(preparation.exchange());
        if (preparation instanceof Preparation.Ready ready) {
            preparedStore.save(delivery, ready.prepared());
            commands.send(delivery.workspaceId(), new RecordPrepared(id, exchange));
            return new Result(ready.prepared(), null, null);
        }
        if (preparation instanceof Preparation.Rejected rejected) {
            return refused(delivery, rejected.code(), rejected.reason(), exchange);
        }
        if (preparation instanceof Preparation.Waiting waiting) {
            preparedStore.save(delivery, waiting.soFar());
            return isTooLate(delivery)
                    ? refused(delivery, "PREPARATION_TIMED_OUT", "The network did not get the media ready", exchange)
                    : new Result(null, waiting.checkAt(), null);
        }
        if (preparation instanceof Preparation.NeedsRefresh needsRefresh) {
            preparedStore.save(delivery, needsRefresh.soFar());
            network.refused(delivery, granted);
            return new Result(null, null, new Deferral(Codes.NEEDS_REFRESH, null, exchange));
        }
        Preparation.NotDone notDone = (Preparation.NotDone) preparation;
        preparedStore.save(delivery, notDone.soFar());
        if (notDone.code().equals(Codes.RATE_LIMITED)) {
            network.exhausted(delivery, Operation.PREPARE, notDone.retryAtOrNull());
        }
        return new Result(null, null, new Deferral(notDone.code(), notDone.retryAtOrNull(), exchange));
    }

    private boolean isTooLate(Delivery delivery) {
        return delivery.dueAt() != null
                && clock.instant().isAfter(delivery.dueAt().plus(LONGEST));
    }

    private Result refused(Delivery delivery, String code, String message, Exchange exchange) {
        commands.send(
                delivery.workspaceId(),
                new RecordRefused(
                        new PublicationId(delivery.publicationId()), delivery.attempt() + 1, code, message, exchange));
        return new Result(null, null, null);
    }
}
