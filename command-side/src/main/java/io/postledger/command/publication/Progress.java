package io.postledger.command.publication;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
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
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.PublicationReleased;
import io.postledger.api.publication.PublicationRequested;
import io.postledger.api.publication.PublicationState;
import java.time.Instant;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** How far a publication has come, and what that allows. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Progress {
    /** What a look-up says when the network's answer, though whole, does not decide. */
    private static final String INCONCLUSIVE = "INCONCLUSIVE";

    private @Nullable PublicationState state;
    private int attempt;
    private boolean open;
    private int failures;
    private int lookUps;
    private int inconclusiveLookUps;
    private @Nullable Instant firstSentAt;
    private @Nullable Instant lastSentAt;

    static boolean isInconclusive(String reason) {
        return reason.equals(INCONCLUSIVE);
    }

    boolean is(PublicationState other) {
        return state == other;
    }

    /** The newest attempt; 0 before the first. */
    int attempt() {
        return attempt;
    }

    /** Whether the newest attempt has no outcome yet: it may be on the network. */
    boolean open() {
        return open;
    }

    /** The open attempt; 0 where none is. */
    int openAttempt() {
        return open ? attempt : 0;
    }

    /** Attempts that are known to have failed. */
    int failures() {
        return failures;
    }

    /** Look-ups since the newest attempt that did not decide. */
    int lookUps() {
        return lookUps;
    }

    int inconclusiveLookUps() {
        return inconclusiveLookUps;
    }

    @Nullable
    Instant firstSentAt() {
        return firstSentAt;
    }

    @Nullable
    Instant lastSentAt() {
        return lastSentAt;
    }

    /** Whether it has not ended, and nothing of it can be on the network. */
    boolean canSend() {
        return switch (state) {
            case REQUESTED, PREPARING, DEFERRED, RETRYING, HELD -> !open;
            default -> false;
        };
    }

    /** Rejected with ATTEMPT_STILL_OPEN, which tells whoever prepares the next attempt that the last was cut off. */
    private void requireNoneOpen() {
        if (state == PublicationState.SENDING) {
            throw new RejectedException(
                    RejectionCode.ATTEMPT_STILL_OPEN, "What became of the last attempt is not known yet");
        }
    }

    void requireWaiting() {
        requireNoneOpen();
        if (!canSend() || state == PublicationState.HELD) {
            throw new RejectedException(RejectionCode.ATTEMPT_NOT_OPEN, "This is not waiting to be sent");
        }
    }

    void requireOpen(int number) {
        if (!open || state == PublicationState.PARKED || number != attempt) {
            throw new RejectedException(RejectionCode.ATTEMPT_NOT_OPEN, "This attempt has an outcome");
        }
    }

    @EventSourcingHandler
    void on(PublicationRequested event) {
        state = PublicationState.REQUESTED;
    }

    @EventSourcingHandler
    void on(PublicationPreparationStarted event) {
        state = PublicationState.PREPARING;
    }

    @EventSourcingHandler
    void on(PublicationDeferred event) {
        state = PublicationState.DEFERRED;
    }

    @EventSourcingHandler
    void on(PublicationHeld event) {
        state = PublicationState.HELD;
    }

    @EventSourcingHandler
    void on(PublicationReleased event) {
        state = open ? PublicationState.UNKNOWN : PublicationState.RETRYING;
    }

    @EventSourcingHandler
    void on(PublicationAttemptStarted event, @Timestamp Instant at) {
        attempt = event.attempt();
        open = true;
        lookUps = 0;
        inconclusiveLookUps = 0;
        firstSentAt = firstSentAt == null ? at : firstSentAt;
        lastSentAt = at;
        state = PublicationState.SENDING;
    }

    @EventSourcingHandler
    void on(PublicationAccepted event) {
        state = PublicationState.PROCESSING;
    }

    @EventSourcingHandler
    void on(PublicationAttemptNotSent event) {
        open = false;
        failures += RetryPolicy.isFailure(event.reason()) ? 1 : 0;
        state = PublicationState.RETRYING;
    }

    @EventSourcingHandler
    void on(PublicationConfirmedAbsent event) {
        open = false;
        failures++;
        state = PublicationState.RETRYING;
    }

    @EventSourcingHandler
    void on(PublicationOutcomeUnknown event) {
        state = PublicationState.UNKNOWN;
        lookUps++;
        inconclusiveLookUps += isInconclusive(event.reason()) ? 1 : 0;
    }

    @EventSourcingHandler
    void on(PublicationParked event) {
        state = PublicationState.PARKED;
    }

    @EventSourcingHandler
    void on(PublicationPublished event) {
        open = false;
        state = PublicationState.PUBLISHED;
    }

    @EventSourcingHandler
    void on(PublicationFailed event) {
        open = false;
        state = PublicationState.FAILED;
    }
}
