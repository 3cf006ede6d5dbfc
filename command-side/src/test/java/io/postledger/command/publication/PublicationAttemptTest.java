package io.postledger.command.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.RejectionCode;
import io.postledger.api.publication.PublicationAttemptNotSent;
import io.postledger.api.publication.PublicationConfirmedAbsent;
import io.postledger.api.publication.PublicationFailed;
import io.postledger.api.publication.PublicationOutcomeUnknown;
import io.postledger.api.publication.PublicationParked;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.PublicationResolved;
import io.postledger.api.publication.RecordConfirmedAbsent;
import io.postledger.api.publication.RecordLookUpUndecided;
import io.postledger.api.publication.RecordNotSent;
import io.postledger.api.publication.RecordOutcomeUnknown;
import io.postledger.api.publication.RecordPublished;
import io.postledger.api.publication.RecordRefused;
import io.postledger.api.publication.Resolution;
import io.postledger.api.publication.ResolveParkedPublication;
import io.postledger.api.publication.StartPublicationAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicationAttemptTest extends PublicationFixture {
    private static final PublicationPublished PUBLISHED =
            new PublicationPublished(PUBLICATION.value(), 1, POST, ACCOUNT, "99", "https://x.com/99", NOW, EXCHANGE);
    private static final RecordPublished RECORD_PUBLISHED =
            new RecordPublished(PUBLICATION, 1, "99", "https://x.com/99", NOW, EXCHANGE);

    @Test
    void givenRequested_whenStarted_thenIntentIsWrittenDown() {
        when(given(requested()), new StartPublicationAttempt(PUBLICATION, 1)).expectEvents(started(1));
    }

    @Test
    void givenOpenAttempt_whenStartedAgain_thenRejectedSoThatItIsLookedUp() {
        assertRejected(
                when(given(requested(), started(1)), new StartPublicationAttempt(PUBLICATION, 1)),
                RejectionCode.ATTEMPT_STILL_OPEN);
    }

    @Test
    void givenOpenAttempt_whenNextStarted_thenRejected() {
        assertRejected(
                when(given(requested(), started(1)), new StartPublicationAttempt(PUBLICATION, 2)),
                RejectionCode.ATTEMPT_NOT_OPEN);
    }

    @Test
    void givenUnknownOutcome_whenNextStarted_thenRejected() {
        assertRejected(
                when(given(requested(), started(1), unknown(1)), new StartPublicationAttempt(PUBLICATION, 2)),
                RejectionCode.ATTEMPT_NOT_OPEN);
    }

    @Test
    void givenPublished_whenSentAgain_thenRejected() {
        assertRejected(
                when(given(requested(), started(1), PUBLISHED), new StartPublicationAttempt(PUBLICATION, 2)),
                RejectionCode.ATTEMPT_NOT_OPEN);
    }

    @Test
    void givenOpenAttempt_whenPublished_thenPublished() {
        when(given(requested(), started(1)), RECORD_PUBLISHED).expectEvents(PUBLISHED);
    }

    @Test
    void givenUnknownOutcome_whenFound_thenPublished() {
        when(given(requested(), started(1), unknown(1)), RECORD_PUBLISHED).expectEvents(PUBLISHED);
    }

    @Test
    void givenPublished_whenSaidToHaveFailed_thenRejected() {
        assertRejected(
                when(
                        given(requested(), started(1), PUBLISHED),
                        new RecordRefused(PUBLICATION, 1, "FORBIDDEN", "no", EXCHANGE)),
                RejectionCode.ATTEMPT_NOT_OPEN);
    }

    @Test
    void givenOpenAttempt_whenNotSent_thenTriedAgainLater() {
        when(given(requested(), started(1)), new RecordNotSent(PUBLICATION, 1, "CONNECT_FAILED", null, NONE))
                .expectEvents(new PublicationAttemptNotSent(
                        PUBLICATION.value(), 1, "CONNECT_FAILED", NOW.plusSeconds(2), NONE));
    }

    @Test
    void givenOpenAttempt_whenNetworkSaysWhenToComeBack_thenNotBefore() {
        Instant reset = NOW.plus(Duration.ofMinutes(15));
        when(given(requested(), started(1)), new RecordNotSent(PUBLICATION, 1, "RATE_LIMITED", reset, NONE))
                .expectEvents(new PublicationAttemptNotSent(PUBLICATION.value(), 1, "RATE_LIMITED", reset, NONE));
    }

    @Test
    void givenTwelfthAttempt_whenNotSent_thenFailed() {
        List<Object> history = new ArrayList<>(List.of(requested()));
        for (int attempt = 1; attempt < 12; attempt++) {
            history.add(started(attempt));
            history.add(new PublicationAttemptNotSent(PUBLICATION.value(), attempt, "CONNECT_FAILED", NOW, NONE));
        }
        history.add(started(12));
        when(given(history), new RecordNotSent(PUBLICATION, 12, "CONNECT_FAILED", null, NONE))
                .expectEvents(new PublicationFailed(
                        PUBLICATION.value(),
                        12,
                        POST,
                        ACCOUNT,
                        "CONNECT_FAILED",
                        "It could not be sent in 12 attempts",
                        NONE));
    }

    @Test
    void givenOpenAttempt_whenRefused_thenFailedWithTheNetworksReason() {
        when(
                        given(requested(), started(1)),
                        new RecordRefused(PUBLICATION, 1, "DUPLICATE_CONTENT", "You already said that", EXCHANGE))
                .expectEvents(new PublicationFailed(
                        PUBLICATION.value(), 1, POST, ACCOUNT, "DUPLICATE_CONTENT", "You already said that", EXCHANGE));
    }

    @Test
    void givenOpenAttempt_whenNobodyKnows_thenLookedUpSoon() {
        when(given(requested(), started(1)), new RecordOutcomeUnknown(PUBLICATION, 1, "TIMEOUT", NONE))
                .expectEvents(new PublicationOutcomeUnknown(
                        PUBLICATION.value(), 1, "TIMEOUT", NOW.plusSeconds(2), NOW, NOW, NONE));
    }

    @Test
    void givenUnknownOutcome_whenConfirmedAbsent_thenSafeToSendAgain() {
        when(given(requested(), started(1), unknown(1)), new RecordConfirmedAbsent(PUBLICATION, 1, EXCHANGE))
                .expectEvents(new PublicationConfirmedAbsent(PUBLICATION.value(), 1, NOW, EXCHANGE));
    }

    @Test
    void givenConfirmedAbsent_whenNextStarted_thenSecondAttempt() {
        when(
                        given(
                                requested(),
                                started(1),
                                unknown(1),
                                new PublicationConfirmedAbsent(PUBLICATION.value(), 1, NOW, EXCHANGE)),
                        new StartPublicationAttempt(PUBLICATION, 2))
                .expectEvents(started(2));
    }

    @Test
    void givenTwoInconclusiveLookUps_whenAnother_thenParked() {
        List<Object> history = new ArrayList<>(List.of(requested(), started(1), unknown(1)));
        history.addAll(List.of(inconclusive(), inconclusive()));
        when(given(history), new RecordLookUpUndecided(PUBLICATION, 1, "INCONCLUSIVE", null, EXCHANGE))
                .expectEvents(new PublicationParked(PUBLICATION.value(), 1, POST, ACCOUNT, "INCONCLUSIVE"));
    }

    @Test
    void givenNetworkThatIsAwayForHours_whenLookUpUndecided_thenAskedAgainAndNotParked() {
        List<Object> history = new ArrayList<>(List.of(requested(), started(1)));
        for (int lookUp = 0; lookUp < 30; lookUp++) {
            history.add(unknown(1));
        }
        when(given(history), new RecordLookUpUndecided(PUBLICATION, 1, "SERVER_ERROR", null, EXCHANGE))
                .expectEvents(new PublicationOutcomeUnknown(
                        PUBLICATION.value(), 1, "SERVER_ERROR", NOW.plusSeconds(600), NOW, NOW, EXCHANGE));
    }

    @Test
    void givenManyRefusalsForLimits_whenRefusedAgain_thenStillNoFailure() {
        List<Object> history = new ArrayList<>(List.of(requested()));
        for (int attempt = 1; attempt < 40; attempt++) {
            history.add(started(attempt));
            history.add(new PublicationAttemptNotSent(PUBLICATION.value(), attempt, "RATE_LIMITED", NOW, NONE));
        }
        history.add(started(40));
        Instant reset = NOW.plus(Duration.ofMinutes(15));
        when(given(history), new RecordNotSent(PUBLICATION, 40, "RATE_LIMITED", reset, NONE))
                .expectEvents(new PublicationAttemptNotSent(PUBLICATION.value(), 40, "RATE_LIMITED", reset, NONE));
    }

    @Test
    void givenParked_whenPersonSaysSendAgain_thenSafeToSendAgain() {
        when(
                        given(requested(), started(1), unknown(1), parked()),
                        new ResolveParkedPublication(PUBLICATION, Resolution.SEND_AGAIN, null, null))
                .expectEvents(
                        new PublicationResolved(PUBLICATION.value(), 1, Resolution.SEND_AGAIN),
                        new PublicationConfirmedAbsent(PUBLICATION.value(), 1, NOW, NONE));
    }

    @Test
    void givenParked_whenPersonGivesUp_thenFailed() {
        when(
                        given(requested(), started(1), unknown(1), parked()),
                        new ResolveParkedPublication(PUBLICATION, Resolution.GIVE_UP, null, null))
                .expectEvents(
                        new PublicationResolved(PUBLICATION.value(), 1, Resolution.GIVE_UP),
                        new PublicationFailed(
                                PUBLICATION.value(),
                                1,
                                POST,
                                ACCOUNT,
                                "GIVEN_UP",
                                "A person decided not to send it",
                                null));
    }

    @Test
    void givenNotParked_whenResolved_thenRejected() {
        assertRejected(
                when(
                        given(requested(), started(1)),
                        new ResolveParkedPublication(PUBLICATION, Resolution.SEND_AGAIN, null, null)),
                RejectionCode.PUBLICATION_NOT_PARKED);
    }

    @Test
    void retryWaits_doubleUpToTenMinutes() {
        assertThat(RetryPolicy.SENDING.next(1, NOW, null)).isEqualTo(NOW.plusSeconds(2));
        assertThat(RetryPolicy.SENDING.next(4, NOW, null)).isEqualTo(NOW.plusSeconds(16));
        assertThat(RetryPolicy.SENDING.next(11, NOW, null)).isEqualTo(NOW.plusSeconds(600));
    }

    private static PublicationOutcomeUnknown inconclusive() {
        return new PublicationOutcomeUnknown(PUBLICATION.value(), 1, "INCONCLUSIVE", NOW, NOW, NOW, NONE);
    }

    private static PublicationParked parked() {
        return new PublicationParked(PUBLICATION.value(), 1, POST, ACCOUNT, "INCONCLUSIVE");
    }
}
