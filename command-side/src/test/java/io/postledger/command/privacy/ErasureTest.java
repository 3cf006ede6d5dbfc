package io.postledger.command.privacy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.privacy.BeginErasure;
import io.postledger.api.privacy.CancelErasure;
import io.postledger.api.privacy.CertifyErasure;
import io.postledger.api.privacy.ErasureBegun;
import io.postledger.api.privacy.ErasureCancelled;
import io.postledger.api.privacy.ErasureCertified;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.privacy.ErasureRequested;
import io.postledger.api.privacy.LegalHoldLifted;
import io.postledger.api.privacy.LegalHoldPlaced;
import io.postledger.api.privacy.LiftLegalHold;
import io.postledger.api.privacy.PlaceLegalHold;
import io.postledger.api.privacy.Purged;
import io.postledger.api.privacy.RequestErasure;
import io.postledger.command.AggregateFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureTest extends AggregateFixture<Erasure> {
    private static final ErasureId ID = ErasureId.of(USER);
    private static final Duration GRACE = Duration.ofDays(30);
    private static final ErasureRequested REQUESTED = new ErasureRequested(ID.value(), USER, NOW.plus(GRACE));
    private static final ErasureRequested DUE = new ErasureRequested(ID.value(), USER, NOW);
    private static final ErasureBegun BEGUN = new ErasureBegun(ID.value(), USER, List.of(WORKSPACE));
    private static final LegalHoldPlaced HELD = new LegalHoldPlaced(ID.value(), USER, "Case 17");

    private boolean isLastOwner;

    ErasureTest() {
        super(Erasure.class);
        fixture.registerInjectableResource(new ErasureRules() {
            @Override
            public void requireAllowed(String actor, String subject) {
                if (!actor.endsWith(subject)) {
                    throw new RejectedException(RejectionCode.USER_NOT_FOUND, "There is no such user");
                }
                requireNoLastOwner(subject);
            }

            @Override
            public void requireNoLastOwner(String subject) {
                if (isLastOwner) {
                    throw new RejectedException(RejectionCode.LAST_OWNER, "The last one");
                }
            }

            @Override
            public Instant dueAt(Instant now) {
                return now.plus(GRACE);
            }

            @Override
            public List<String> workspacesOf(String subject) {
                return List.of(WORKSPACE);
            }
        });
    }

    @Test
    void givenNothing_whenRequested_thenDueAfterTheGrace() {
        when(fixture.givenNoPriorActivity(), new RequestErasure(USER)).expectEvents(REQUESTED);
    }

    @Test
    void givenNothing_whenRequestedForSomebodyElse_thenRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), new RequestErasure("user_01jqbbbbbbbbbbbbbbbbbbbbbb")),
                RejectionCode.USER_NOT_FOUND);
    }

    @Test
    void givenLastOwner_whenRequestedOrDue_thenRejected() {
        isLastOwner = true;
        assertRejected(when(fixture.givenNoPriorActivity(), new RequestErasure(USER)), RejectionCode.LAST_OWNER);
        assertRejected(when(fixture.given(DUE), new BeginErasure(ID)), RejectionCode.LAST_OWNER);
    }

    @Test
    void givenAnotherSubjectsId_whenRequested_thenRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), new RequestErasure(ErasureId.of(WORKSPACE), USER)),
                RejectionCode.INVALID_ID);
    }

    @Test
    void givenRequested_whenRequestedAgain_thenNothingNew() {
        when(fixture.given(REQUESTED), new RequestErasure(USER)).expectNoEvents();
        when(fixture.given(DUE, BEGUN), new RequestErasure(USER)).expectNoEvents();
    }

    @Test
    void givenRequested_whenCancelled_thenItDoesNotBegin_andCanBeRequestedAnew() {
        when(fixture.given(REQUESTED), new CancelErasure(ID)).expectEvents(new ErasureCancelled(ID.value(), USER));
        assertRejected(
                when(fixture.given(DUE, new ErasureCancelled(ID.value(), USER)), new BeginErasure(ID)),
                RejectionCode.ERASURE_NOT_FOUND);
        when(fixture.given(DUE, new ErasureCancelled(ID.value(), USER)), new RequestErasure(USER))
                .expectEvents(REQUESTED);
    }

    @Test
    void givenBegun_whenCancelledOrHeld_thenTooLate() {
        assertRejected(when(fixture.given(DUE, BEGUN), new CancelErasure(ID)), RejectionCode.ERASURE_BEGUN);
        assertRejected(when(fixture.given(DUE, BEGUN), new PlaceLegalHold(USER, "x")), RejectionCode.ERASURE_BEGUN);
    }

    @Test
    void givenGraceNotOver_whenBegun_thenRejected() {
        assertRejected(when(fixture.given(REQUESTED), new BeginErasure(ID)), RejectionCode.ERASURE_NOT_DUE);
    }

    @Test
    void givenGraceOver_whenBegun_thenOnce() {
        when(fixture.given(DUE), new BeginErasure(ID)).expectEvents(BEGUN);
        when(fixture.given(DUE, BEGUN), new BeginErasure(ID)).expectNoEvents();
    }

    @Test
    void givenHold_whenDue_thenItWaitsUntilTheHoldIsLifted() {
        when(fixture.givenNoPriorActivity(), new PlaceLegalHold(USER, "Case 17"))
                .expectEvents(HELD);
        when(fixture.given(HELD), new PlaceLegalHold(USER, "Case 18")).expectNoEvents();
        assertRejected(when(fixture.given(HELD, DUE), new BeginErasure(ID)), RejectionCode.LEGAL_HOLD);
        when(fixture.given(HELD, DUE), new LiftLegalHold(ID)).expectEvents(new LegalHoldLifted(ID.value(), USER, NOW));
        when(fixture.given(HELD, DUE, new LegalHoldLifted(ID.value(), USER, NOW)), new BeginErasure(ID))
                .expectEvents(BEGUN);
    }

    @Test
    void givenNoReason_whenHeld_thenRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), new PlaceLegalHold(USER, " ")), RejectionCode.INVALID_REQUEST);
    }

    @Test
    void givenBegun_whenCertified_thenOnce_andNotBefore() {
        List<Purged> purged = List.of(new Purged("PostgreSQL", "person", 1));
        ErasureCertified certified = new ErasureCertified(ID.value(), USER, NOW, true, purged);
        CertifyErasure command = new CertifyErasure(ID, NOW, true, purged);
        assertRejected(when(fixture.given(DUE), command), RejectionCode.ERASURE_NOT_FOUND);
        when(fixture.given(DUE, BEGUN), command).expectEvents(certified);
        when(fixture.given(DUE, BEGUN, certified), command).expectNoEvents();
    }
}
