package io.postledger.command.publication;

import io.postledger.api.RejectionCode;
import io.postledger.api.publication.CancelPublication;
import io.postledger.api.publication.DeferPublication;
import io.postledger.api.publication.GiveUpHeldPublication;
import io.postledger.api.publication.HoldPublication;
import io.postledger.api.publication.PublicationAttemptNotSent;
import io.postledger.api.publication.PublicationDeferred;
import io.postledger.api.publication.PublicationFailed;
import io.postledger.api.publication.PublicationHeld;
import io.postledger.api.publication.PublicationParked;
import io.postledger.api.publication.PublicationPreparationStarted;
import io.postledger.api.publication.PublicationPrepared;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.PublicationReleased;
import io.postledger.api.publication.RecordPrepared;
import io.postledger.api.publication.RecordRefused;
import io.postledger.api.publication.ReleasePublication;
import io.postledger.api.publication.StartPreparation;
import io.postledger.api.publication.StartPublicationAttempt;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a publication does while nothing of it is on its way: preparing, waiting, being held, being stopped. */
class PublicationWaitingTest extends PublicationFixture {
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(15));
    private static final Instant IN_A_WEEK = NOW.plus(Duration.ofDays(7));
    private static final PublicationPreparationStarted PREPARING =
            new PublicationPreparationStarted(PUBLICATION.value());
    private static final PublicationDeferred DEFERRED =
            new PublicationDeferred(PUBLICATION.value(), "BUDGET_USED_UP", LATER, null);

    private static PublicationHeld held(int attempt) {
        return new PublicationHeld(PUBLICATION.value(), POST, ACCOUNT, attempt, "GRANT_REVOKED", IN_A_WEEK);
    }

    private static PublicationFailed failed(int attempt, String reason, String message) {
        return new PublicationFailed(PUBLICATION.value(), attempt, POST, ACCOUNT, reason, message, null);
    }

    private static PublicationPublished published() {
        return new PublicationPublished(PUBLICATION.value(), 1, POST, ACCOUNT, "9", "https://x.com/9", NOW, EXCHANGE);
    }

    @Test
    void givenRequested_whenPreparationStartsTwice_thenWrittenDownOnce() {
        when(given(requested()), new StartPreparation(PUBLICATION)).expectEvents(PREPARING);
        when(given(requested(), PREPARING), new StartPreparation(PUBLICATION)).expectNoEvents();
    }

    @Test
    void givenPreparing_whenPreparedThenSent_thenAttemptStarts() {
        PublicationPrepared prepared = new PublicationPrepared(PUBLICATION.value(), EXCHANGE);
        when(given(requested(), PREPARING), new RecordPrepared(PUBLICATION, EXCHANGE))
                .expectEvents(prepared);
        when(given(requested(), PREPARING, prepared), new StartPublicationAttempt(PUBLICATION, 1))
                .expectEvents(started(1));
    }

    @Test
    void givenPreparing_whenNetworkRefusesTheMedia_thenFailedWithItsReason() {
        when(given(requested(), PREPARING), new RecordRefused(PUBLICATION, 1, "MEDIA_REFUSED", "too dark", EXCHANGE))
                .expectEvents(new PublicationFailed(
                        PUBLICATION.value(), 0, POST, ACCOUNT, "MEDIA_REFUSED", "too dark", EXCHANGE));
    }

    @Test
    void givenAttemptCutOff_whenNextRunPrepares_thenToldThatItIsOpen() {
        assertRejected(
                when(given(requested(), started(1)), new StartPreparation(PUBLICATION)),
                RejectionCode.ATTEMPT_STILL_OPEN);
    }

    @Test
    void givenUnknownOutcome_whenPreparedAgain_thenRejected() {
        assertRejected(
                when(given(requested(), started(1), unknown(1)), new StartPreparation(PUBLICATION)),
                RejectionCode.ATTEMPT_NOT_OPEN);
    }

    @Test
    void givenRequested_whenDeferred_thenItWaitsAndNoAttemptIsSpent() {
        when(given(requested()), new DeferPublication(PUBLICATION, "BUDGET_USED_UP", LATER, null))
                .expectEvents(DEFERRED);
        when(given(requested(), DEFERRED), new StartPublicationAttempt(PUBLICATION, 1))
                .expectEvents(started(1));
    }

    @Test
    void givenRequested_whenHeld_thenNothingIsSentUntilReleased() {
        when(given(requested()), new HoldPublication(PUBLICATION, "GRANT_REVOKED"))
                .expectEvents(held(0));
        when(given(requested(), held(0)), new HoldPublication(PUBLICATION, "GRANT_REVOKED"))
                .expectNoEvents();
        assertRejected(
                when(given(requested(), held(0)), new StartPublicationAttempt(PUBLICATION, 1)),
                RejectionCode.ATTEMPT_NOT_OPEN);
        PublicationReleased released = new PublicationReleased(PUBLICATION.value(), 0, null, null);
        when(given(requested(), held(0)), new ReleasePublication(PUBLICATION)).expectEvents(released);
        when(given(requested(), held(0), released), new StartPublicationAttempt(PUBLICATION, 1))
                .expectEvents(started(1));
    }

    @Test
    void givenUnknownOutcome_whenHeldAndReleased_thenItIsLookedUpAndNotSent() {
        PublicationReleased released = new PublicationReleased(PUBLICATION.value(), 1, NOW, NOW);
        when(given(requested(), started(1), unknown(1)), new HoldPublication(PUBLICATION, "GRANT_REVOKED"))
                .expectEvents(held(1));
        when(given(requested(), started(1), unknown(1), held(1)), new ReleasePublication(PUBLICATION))
                .expectEvents(released);
        assertRejected(
                when(
                        given(requested(), started(1), unknown(1), held(1), released),
                        new StartPublicationAttempt(PUBLICATION, 2)),
                RejectionCode.ATTEMPT_NOT_OPEN);
    }

    @Test
    void givenHeld_whenNobodyReconnects_thenFailedOrParkedByWhatIsKnown() {
        when(given(requested(), held(0)), new GiveUpHeldPublication(PUBLICATION))
                .expectEvents(failed(0, "ACCOUNT_NOT_RECONNECTED", "The account was not connected again in time"));
        when(given(requested(), started(1), unknown(1), held(1)), new GiveUpHeldPublication(PUBLICATION))
                .expectEvents(new PublicationParked(PUBLICATION.value(), 1, POST, ACCOUNT, "ACCOUNT_NOT_RECONNECTED"));
    }

    @Test
    void givenNotHeld_whenReleasedOrGivenUp_thenNothing() {
        when(given(requested()), new ReleasePublication(PUBLICATION)).expectNoEvents();
        when(given(requested()), new GiveUpHeldPublication(PUBLICATION)).expectNoEvents();
    }

    @Test
    void givenAnythingThatIsNotOnItsWay_whenCancelled_thenEnded() {
        PublicationFailed cancelled = failed(0, "CANCELLED", "A person stopped it before it was sent");
        CancelPublication cancel = new CancelPublication(PUBLICATION);
        when(given(requested()), cancel).expectEvents(cancelled);
        when(given(requested(), PREPARING), cancel).expectEvents(cancelled);
        when(given(requested(), DEFERRED), cancel).expectEvents(cancelled);
        when(given(requested(), held(0)), cancel).expectEvents(cancelled);
        when(
                        given(
                                requested(),
                                started(1),
                                new PublicationAttemptNotSent(PUBLICATION.value(), 1, "CONNECT_FAILED", NOW, NONE)),
                        cancel)
                .expectEvents(failed(1, "CANCELLED", "A person stopped it before it was sent"));
    }

    @Test
    void givenWhatMayBeOnTheNetwork_whenCancelled_thenRefused() {
        CancelPublication cancel = new CancelPublication(PUBLICATION);
        assertRejected(when(given(requested(), started(1)), cancel), RejectionCode.POST_ALREADY_SENDING);
        assertRejected(when(given(requested(), started(1), unknown(1)), cancel), RejectionCode.POST_ALREADY_SENDING);
        assertRejected(
                when(given(requested(), started(1), unknown(1), held(1)), cancel), RejectionCode.POST_ALREADY_SENDING);
        assertRejected(when(given(requested(), started(1), published()), cancel), RejectionCode.PUBLICATION_ENDED);
    }

    @Test
    void givenCancelled_whenSendingStarts_thenRejected() {
        assertRejected(
                when(given(requested(), failed(0, "CANCELLED", "…")), new StartPublicationAttempt(PUBLICATION, 1)),
                RejectionCode.ATTEMPT_NOT_OPEN);
    }
}
