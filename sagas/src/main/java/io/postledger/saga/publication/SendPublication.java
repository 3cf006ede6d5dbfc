package io.postledger.saga.publication;

import io.postledger.api.RejectedException;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.RecordNotSent;
import io.postledger.api.publication.RecordOutcomeUnknown;
import io.postledger.api.publication.RecordPublished;
import io.postledger.api.publication.RecordRefused;
import io.postledger.api.publication.StartPublicationAttempt;
import io.postledger.platform.Codes;
import io.postledger.platform.Connectors;
import io.postledger.platform.MediaSource;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.Submission;
import io.postledger.saga.account.Access;
import io.postledger.saga.account.AccountGrants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * One attempt to publish: the intent is recorded, the network is called once, the outcome is recorded. A run that finds
 * the intent recorded already follows one that was cut off; it does not send, it asks for a look-up.
 */
@Component
class SendPublication {
    /**
     * How long an attempt may take, refreshing a token included. A cut-off task is taken up again only after more than
     * this (db-scheduler's heartbeat limit), so two runs of one attempt never overlap.
     */
    static final Duration DEADLINE = Duration.ofSeconds(20);

    private final PublishingCommands commands;
    private final AccountGrants grants;
    private final Connectors connectors;
    private final MediaSource media;
    private final Clock clock;

    SendPublication(
            PublishingCommands commands, AccountGrants grants, Connectors connectors, MediaSource media, Clock clock) {
        this.commands = commands;
        this.grants = grants;
        this.connectors = connectors;
        this.media = media;
        this.clock = clock;
    }

    void run(Delivery delivery) {
        PublicationId id = new PublicationId(delivery.publicationId());
        int attempt = delivery.attempt() + 1;
        Instant deadline = clock.instant().plus(DEADLINE);
        try {
            commands.send(delivery.workspaceId(), new StartPublicationAttempt(id, attempt));
        } catch (RejectedException e) {
            switch (e.code()) {
                case ATTEMPT_STILL_OPEN ->
                    commands.send(
                            delivery.workspaceId(),
                            new RecordOutcomeUnknown(id, attempt, "INTERRUPTED", Exchanges.NONE));
                case ATTEMPT_NOT_OPEN -> {}
                default -> throw e;
            }
            return;
        }
        commands.send(delivery.workspaceId(), attempt(delivery, id, attempt, deadline));
    }

    /** Makes the attempt and returns the command that records what became of it. */
    private Object attempt(Delivery delivery, PublicationId id, int attempt, Instant deadline) {
        Access access = grants.access(delivery.accountId());
        if (!(access instanceof Access.Granted granted)) {
            return notSent(id, attempt, access);
        }
        PublishOutcome outcome = send(delivery, granted, deadline);
        if (outcome instanceof PublishOutcome.NeedsRefresh) {
            Access renewed = grants.accessAfter(
                    delivery.accountId(), granted.credentials().accessToken());
            if (!(renewed instanceof Access.Granted again)) {
                return notSent(id, attempt, renewed);
            }
            outcome = send(delivery, again, deadline);
        }
        return record(outcome, delivery, id, attempt);
    }

    private PublishOutcome send(Delivery delivery, Access.Granted granted, Instant deadline) {
        PlatformConnector connector = connectors.require(delivery.platform());
        return connector.publish(
                new Submission(granted.credentials(), granted.account(), delivery.content(), media),
                Prepared.NOTHING,
                deadline);
    }

    private static Object notSent(PublicationId id, int attempt, Access access) {
        if (access instanceof Access.Unavailable unavailable) {
            return new RecordNotSent(id, attempt, unavailable.reason(), unavailable.notBefore(), Exchanges.NONE);
        }
        return new RecordRefused(
                id,
                attempt,
                ((Access.Denied) access).reason(),
                "The account has to be connected again",
                Exchanges.NONE);
    }

    private Object record(PublishOutcome outcome, Delivery delivery, PublicationId id, int attempt) {
        if (outcome instanceof PublishOutcome.Published published) {
            return new RecordPublished(
                    id,
                    attempt,
                    published.externalId(),
                    published.uri().toString(),
                    clock.instant(),
                    Exchanges.of(published.exchange()));
        }
        if (outcome instanceof PublishOutcome.Rejected rejected) {
            // What the network has already may be what an earlier attempt sent: it is looked up, not called failed.
            return rejected.code().equals(Codes.DUPLICATE_CONTENT) && delivery.attempt() > 0
                    ? new RecordOutcomeUnknown(id, attempt, rejected.code(), Exchanges.of(rejected.exchange()))
                    : new RecordRefused(
                            id, attempt, rejected.code(), rejected.reason(), Exchanges.of(rejected.exchange()));
        }
        if (outcome instanceof PublishOutcome.NotSent notSent) {
            return new RecordNotSent(
                    id, attempt, notSent.code(), notSent.retryAtOrNull(), Exchanges.of(notSent.exchange()));
        }
        if (outcome instanceof PublishOutcome.Unknown unknown) {
            return new RecordOutcomeUnknown(id, attempt, unknown.code(), Exchanges.of(unknown.exchange()));
        }
        // A token that was just refreshed is not accepted either; nothing was published.
        return new RecordNotSent(id, attempt, Codes.NEEDS_REFRESH, null, Exchanges.of(outcome.exchange()));
    }
}
