package io.postledger.command.publication;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.publication.CancelPublication;
import io.postledger.api.publication.DeferPublication;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.GiveUpHeldPublication;
import io.postledger.api.publication.HoldPublication;
import io.postledger.api.publication.PublicationAccepted;
import io.postledger.api.publication.PublicationAttemptNotSent;
import io.postledger.api.publication.PublicationAttemptStarted;
import io.postledger.api.publication.PublicationConfirmedAbsent;
import io.postledger.api.publication.PublicationDeferred;
import io.postledger.api.publication.PublicationFailed;
import io.postledger.api.publication.PublicationHeld;
import io.postledger.api.publication.PublicationOutcomeUnknown;
import io.postledger.api.publication.PublicationParked;
import io.postledger.api.publication.PublicationPreparationStarted;
import io.postledger.api.publication.PublicationPrepared;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.PublicationReleased;
import io.postledger.api.publication.PublicationRequested;
import io.postledger.api.publication.PublicationResolved;
import io.postledger.api.publication.PublicationState;
import io.postledger.api.publication.RecordAccepted;
import io.postledger.api.publication.RecordConfirmedAbsent;
import io.postledger.api.publication.RecordLookUpUndecided;
import io.postledger.api.publication.RecordNotSent;
import io.postledger.api.publication.RecordOutcomeUnknown;
import io.postledger.api.publication.RecordPrepared;
import io.postledger.api.publication.RecordPublished;
import io.postledger.api.publication.RecordRefused;
import io.postledger.api.publication.ReleasePublication;
import io.postledger.api.publication.RequestPublication;
import io.postledger.api.publication.ResolveParkedPublication;
import io.postledger.api.publication.StartPreparation;
import io.postledger.api.publication.StartPublicationAttempt;
import io.postledger.command.Root;
import io.postledger.command.memory.AggregateMemory;
import io.postledger.command.snapshot.Snapshots;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of one post to one account. No network can be asked to take a post only once, so the intent to send is an
 * event before the first byte, and an attempt without a known outcome is never followed by another one before the
 * network, or a person, has said that it did not arrive.
 */
@Aggregate(
        cache = AggregateMemory.NAME,
        snapshotTriggerDefinition = Snapshots.TRIGGER,
        snapshotFilter = Snapshots.FILTER)
public class Publication extends Root {
    @AggregateIdentifier
    private @Nullable String publicationId;

    private @Nullable String workspaceId;
    private @Nullable String postId;
    private @Nullable String accountId;
    private @Nullable Instant dueAt;

    @AggregateMember
    private Progress progress = new Progress();

    protected Publication() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RequestPublication command, @MetaDataValue(MessageContext.WORKSPACE) String workspace) {
        if (publicationId == null) {
            apply(new PublicationRequested(
                    command.publicationId().value(),
                    workspace,
                    command.postId().value(),
                    command.accountId().value(),
                    command.platform(),
                    command.contentVersion(),
                    command.text(),
                    command.media(),
                    command.options(),
                    command.dueAt()));
        }
    }

    @CommandHandler
    void handle(StartPreparation command) {
        progress.requireWaiting();
        if (!progress.is(PublicationState.PREPARING)) {
            apply(new PublicationPreparationStarted(publicationId));
        }
    }

    @CommandHandler
    void handle(RecordPrepared command) {
        progress.requireWaiting();
        apply(new PublicationPrepared(publicationId, command.exchange()));
    }

    @CommandHandler
    void handle(DeferPublication command, Clock clock) {
        progress.requireWaiting();
        if (RetryPolicy.WAITING.isExhausted(0, dueAt, clock.instant())) {
            failed(command.reason(), "It could not be sent within a week", command.exchange());
        } else {
            apply(new PublicationDeferred(publicationId, command.reason(), command.until(), command.exchange()));
        }
    }

    @CommandHandler
    void handle(HoldPublication command, Clock clock) {
        if (progress.is(PublicationState.HELD)) {
            return;
        }
        if (!progress.open()) {
            progress.requireWaiting();
        }
        apply(new PublicationHeld(
                publicationId,
                postId,
                accountId,
                progress.openAttempt(),
                command.reason(),
                clock.instant().plus(RetryPolicy.HELD_FOR)));
    }

    @CommandHandler
    void handle(ReleasePublication command) {
        if (progress.is(PublicationState.HELD)) {
            apply(new PublicationReleased(
                    publicationId, progress.openAttempt(), progress.firstSentAt(), progress.lastSentAt()));
        }
    }

    /** What may be on the network is not called failed: a person has to say. */
    @CommandHandler
    void handle(GiveUpHeldPublication command) {
        if (progress.is(PublicationState.HELD)) {
            if (progress.open()) {
                apply(new PublicationParked(
                        publicationId, progress.attempt(), postId, accountId, "ACCOUNT_NOT_RECONNECTED"));
            } else {
                failed("ACCOUNT_NOT_RECONNECTED", "The account was not connected again in time", null);
            }
        }
    }

    @CommandHandler
    void handle(CancelPublication command) {
        if (progress.open() || progress.is(PublicationState.PARKED)) {
            throw new RejectedException(
                    RejectionCode.POST_ALREADY_SENDING, "This may be on the network already, and cannot be taken back");
        }
        if (!progress.canSend()) {
            throw new RejectedException(RejectionCode.PUBLICATION_ENDED, "This has ended already");
        }
        failed("CANCELLED", "A person stopped it before it was sent", null);
    }

    @CommandHandler
    void handle(StartPublicationAttempt command) {
        if (progress.open() && command.attempt() == progress.attempt()) {
            throw new RejectedException(
                    RejectionCode.ATTEMPT_STILL_OPEN, "What became of the last attempt is not known yet");
        }
        if (progress.open()
                || !progress.canSend()
                || progress.is(PublicationState.HELD)
                || command.attempt() != progress.attempt() + 1) {
            throw new RejectedException(RejectionCode.ATTEMPT_NOT_OPEN, "There is no such attempt to start");
        }
        apply(new PublicationAttemptStarted(publicationId, command.attempt()));
    }

    @CommandHandler
    void handle(RecordPublished command) {
        progress.requireOpen(command.attempt());
        published(command.externalId(), command.uri(), command.publishedAt(), command.exchange());
    }

    @CommandHandler
    void handle(RecordAccepted command) {
        progress.requireOpen(command.attempt());
        apply(new PublicationAccepted(
                publicationId,
                progress.attempt(),
                command.checkAt(),
                progress.firstSentAt(),
                progress.lastSentAt(),
                command.exchange()));
    }

    @CommandHandler
    void handle(RecordNotSent command, Clock clock) {
        progress.requireOpen(command.attempt());
        boolean isFailure = RetryPolicy.isFailure(command.reason());
        RetryPolicy policy = isFailure ? RetryPolicy.SENDING : RetryPolicy.WAITING;
        int tries = isFailure ? progress.failures() + 1 : progress.attempt();
        if (policy.isExhausted(tries, progress.firstSentAt(), clock.instant())) {
            failed(command.reason(), "It could not be sent in " + tries + " attempts", command.exchange());
        } else {
            apply(new PublicationAttemptNotSent(
                    publicationId,
                    progress.attempt(),
                    command.reason(),
                    policy.next(tries, clock.instant(), command.notBefore()),
                    command.exchange()));
        }
    }

    /** The network's no, to sending or to what is prepared for it. */
    @CommandHandler
    void handle(RecordRefused command) {
        if (progress.open()) {
            progress.requireOpen(command.attempt());
        } else {
            progress.requireWaiting();
        }
        failed(command.reason(), command.message(), command.exchange());
    }

    @CommandHandler
    void handle(RecordOutcomeUnknown command, Clock clock) {
        progress.requireOpen(command.attempt());
        unknown(command.reason(), RetryPolicy.LOOKING_UP.next(1, clock.instant(), null), command.exchange());
    }

    @CommandHandler
    void handle(RecordLookUpUndecided command, Clock clock) {
        progress.requireOpen(command.attempt());
        boolean nothingMoreToLearn = Progress.isInconclusive(command.reason())
                && progress.inconclusiveLookUps() + 1 >= RetryPolicy.INCONCLUSIVE_LOOK_UPS;
        if (nothingMoreToLearn
                || RetryPolicy.LOOKING_UP.isExhausted(progress.lookUps(), progress.lastSentAt(), clock.instant())) {
            apply(new PublicationParked(publicationId, progress.attempt(), postId, accountId, command.reason()));
        } else {
            unknown(
                    command.reason(),
                    RetryPolicy.LOOKING_UP.next(progress.lookUps() + 1, clock.instant(), command.notBefore()),
                    command.exchange());
        }
    }

    @CommandHandler
    void handle(RecordConfirmedAbsent command, Clock clock) {
        progress.requireOpen(command.attempt());
        if (RetryPolicy.SENDING.isExhausted(progress.failures() + 1, progress.firstSentAt(), clock.instant())) {
            failed(
                    "ATTEMPTS_EXHAUSTED",
                    "It could not be sent in " + progress.attempt() + " attempts",
                    command.exchange());
        } else {
            apply(new PublicationConfirmedAbsent(
                    publicationId, progress.attempt(), clock.instant(), command.exchange()));
        }
    }

    @CommandHandler
    void handle(ResolveParkedPublication command, Clock clock) {
        if (!progress.is(PublicationState.PARKED)) {
            throw new RejectedException(
                    RejectionCode.PUBLICATION_NOT_PARKED, "Nothing has to be decided about this publication");
        }
        Instant now = clock.instant();
        apply(new PublicationResolved(publicationId, progress.attempt(), command.resolution()));
        switch (command.resolution()) {
            case PUBLISHED -> published(orUnknown(command.externalId()), orUnknown(command.uri()), now, Exchange.NONE);
            case SEND_AGAIN ->
                apply(new PublicationConfirmedAbsent(publicationId, progress.attempt(), now, Exchange.NONE));
            case GIVE_UP -> failed("GIVEN_UP", "A person decided not to send it", null);
        }
    }

    private void published(String externalId, String uri, Instant at, Exchange exchange) {
        apply(new PublicationPublished(
                publicationId, progress.attempt(), postId, accountId, externalId, uri, at, exchange));
    }

    private void failed(String reason, String message, @Nullable Exchange exchange) {
        apply(new PublicationFailed(publicationId, progress.attempt(), postId, accountId, reason, message, exchange));
    }

    private void unknown(String reason, Instant lookUpAt, @Nullable Exchange exchange) {
        apply(new PublicationOutcomeUnknown(
                publicationId,
                progress.attempt(),
                reason,
                lookUpAt,
                progress.firstSentAt(),
                progress.lastSentAt(),
                exchange));
    }

    private static String orUnknown(@Nullable String value) {
        return value == null ? "" : value;
    }

    @EventSourcingHandler
    void on(PublicationRequested event) {
        publicationId = event.publicationId();
        workspaceId = event.workspaceId();
        postId = event.postId();
        accountId = event.accountId();
        dueAt = event.dueAt();
    }

    @Override
    protected @Nullable String id() {
        return publicationId;
    }

    @Override
    protected @Nullable String workspaceId() {
        return workspaceId;
    }

    @Override
    protected RejectionCode notFound() {
        return RejectionCode.PUBLICATION_NOT_FOUND;
    }
}
