package io.postledger.command.publication;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.PublicationAttemptNotSent;
import io.postledger.api.publication.PublicationAttemptStarted;
import io.postledger.api.publication.PublicationConfirmedAbsent;
import io.postledger.api.publication.PublicationFailed;
import io.postledger.api.publication.PublicationOutcomeUnknown;
import io.postledger.api.publication.PublicationParked;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.PublicationRequested;
import io.postledger.api.publication.PublicationResolved;
import io.postledger.api.publication.PublicationState;
import io.postledger.api.publication.RecordConfirmedAbsent;
import io.postledger.api.publication.RecordLookUpUndecided;
import io.postledger.api.publication.RecordNotSent;
import io.postledger.api.publication.RecordOutcomeUnknown;
import io.postledger.api.publication.RecordPublished;
import io.postledger.api.publication.RecordRefused;
import io.postledger.api.publication.RequestPublication;
import io.postledger.api.publication.ResolveParkedPublication;
import io.postledger.api.publication.StartPublicationAttempt;
import io.postledger.command.Root;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of one post to one account. No network can be asked to take a post only once, so the intent to send is an
 * event before the first byte, and an attempt without a known outcome is never followed by another one before the
 * network, or a person, has said that it did not arrive.
 */
@Aggregate
public class Publication extends Root {
    private static final Exchange NONE = new Exchange(null, null, null, 0);

    @AggregateIdentifier
    private @Nullable String publicationId;

    private @Nullable String workspaceId;
    private @Nullable String postId;
    private @Nullable String accountId;
    private @Nullable PublicationState state;
    private int attempt;
    private int lookUps;

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
    void handle(StartPublicationAttempt command) {
        if (isOpen() && command.attempt() == attempt) {
            throw new RejectedException(
                    RejectionCode.ATTEMPT_STILL_OPEN, "What became of the last attempt is not known yet");
        }
        boolean canSend = state == PublicationState.REQUESTED || state == PublicationState.RETRYING;
        if (!canSend || command.attempt() != attempt + 1) {
            throw new RejectedException(RejectionCode.ATTEMPT_NOT_OPEN, "There is no such attempt to start");
        }
        apply(new PublicationAttemptStarted(publicationId, command.attempt()));
    }

    @CommandHandler
    void handle(RecordPublished command) {
        requireOpen(command.attempt());
        published(command.externalId(), command.uri(), command.publishedAt(), command.exchange());
    }

    @CommandHandler
    void handle(RecordNotSent command, Clock clock) {
        requireOpen(command.attempt());
        if (RetryPolicy.SENDING.isExhausted(attempt)) {
            failed(command.reason(), "It could not be sent in " + attempt + " attempts", command.exchange());
        } else {
            apply(new PublicationAttemptNotSent(
                    publicationId,
                    attempt,
                    command.reason(),
                    RetryPolicy.SENDING.next(attempt, clock.instant(), command.notBefore()),
                    command.exchange()));
        }
    }

    @CommandHandler
    void handle(RecordRefused command) {
        requireOpen(command.attempt());
        failed(command.reason(), command.message(), command.exchange());
    }

    @CommandHandler
    void handle(RecordOutcomeUnknown command, Clock clock) {
        requireOpen(command.attempt());
        apply(new PublicationOutcomeUnknown(
                publicationId,
                attempt,
                command.reason(),
                RetryPolicy.LOOKING_UP.next(1, clock.instant(), null),
                command.exchange()));
    }

    @CommandHandler
    void handle(RecordLookUpUndecided command, Clock clock) {
        requireOpen(command.attempt());
        if (RetryPolicy.LOOKING_UP.isExhausted(lookUps)) {
            apply(new PublicationParked(publicationId, attempt, postId, accountId, command.reason()));
        } else {
            apply(new PublicationOutcomeUnknown(
                    publicationId,
                    attempt,
                    command.reason(),
                    RetryPolicy.LOOKING_UP.next(lookUps + 1, clock.instant(), null),
                    command.exchange()));
        }
    }

    @CommandHandler
    void handle(RecordConfirmedAbsent command, Clock clock) {
        requireOpen(command.attempt());
        if (RetryPolicy.SENDING.isExhausted(attempt)) {
            failed("ATTEMPTS_EXHAUSTED", "It could not be sent in " + attempt + " attempts", command.exchange());
        } else {
            apply(new PublicationConfirmedAbsent(publicationId, attempt, clock.instant(), command.exchange()));
        }
    }

    @CommandHandler
    void handle(ResolveParkedPublication command, Clock clock) {
        if (state != PublicationState.PARKED) {
            throw new RejectedException(
                    RejectionCode.PUBLICATION_NOT_PARKED, "Nothing has to be decided about this publication");
        }
        Instant now = clock.instant();
        apply(new PublicationResolved(publicationId, attempt, command.resolution()));
        switch (command.resolution()) {
            case PUBLISHED -> published(orUnknown(command.externalId()), orUnknown(command.uri()), now, NONE);
            case SEND_AGAIN -> apply(new PublicationConfirmedAbsent(publicationId, attempt, now, NONE));
            case GIVE_UP -> failed("GIVEN_UP", "A person decided not to send it", null);
        }
    }

    private void published(String externalId, String uri, Instant at, Exchange exchange) {
        apply(new PublicationPublished(publicationId, attempt, postId, accountId, externalId, uri, at, exchange));
    }

    private void failed(String reason, String message, @Nullable Exchange exchange) {
        apply(new PublicationFailed(publicationId, attempt, postId, accountId, reason, message, exchange));
    }

    private static String orUnknown(@Nullable String value) {
        return value == null ? "" : value;
    }

    private boolean isOpen() {
        return state == PublicationState.SENDING || state == PublicationState.UNKNOWN;
    }

    private void requireOpen(int number) {
        if (!isOpen() || number != attempt) {
            throw new RejectedException(RejectionCode.ATTEMPT_NOT_OPEN, "This attempt has an outcome");
        }
    }

    @EventSourcingHandler
    void on(PublicationRequested event) {
        publicationId = event.publicationId();
        workspaceId = event.workspaceId();
        postId = event.postId();
        accountId = event.accountId();
        state = PublicationState.REQUESTED;
    }

    @EventSourcingHandler
    void on(PublicationAttemptStarted event) {
        attempt = event.attempt();
        lookUps = 0;
        state = PublicationState.SENDING;
    }

    @EventSourcingHandler
    void on(PublicationAttemptNotSent event) {
        state = PublicationState.RETRYING;
    }

    @EventSourcingHandler
    void on(PublicationConfirmedAbsent event) {
        state = PublicationState.RETRYING;
    }

    @EventSourcingHandler
    void on(PublicationOutcomeUnknown event) {
        state = PublicationState.UNKNOWN;
        lookUps++;
    }

    @EventSourcingHandler
    void on(PublicationParked event) {
        state = PublicationState.PARKED;
    }

    @EventSourcingHandler
    void on(PublicationPublished event) {
        state = PublicationState.PUBLISHED;
    }

    @EventSourcingHandler
    void on(PublicationFailed event) {
        state = PublicationState.FAILED;
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
