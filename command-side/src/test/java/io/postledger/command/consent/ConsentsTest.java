package io.postledger.command.consent;

import io.postledger.api.RejectionCode;
import io.postledger.api.consent.ConsentGiven;
import io.postledger.api.consent.ConsentWithdrawn;
import io.postledger.api.consent.ConsentsId;
import io.postledger.api.consent.GiveConsent;
import io.postledger.api.consent.Purpose;
import io.postledger.api.consent.WithdrawConsent;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.command.AggregateFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsentsTest extends AggregateFixture<Consents> {
    private static final ConsentsId CONSENTS = ConsentsId.of(new WorkspaceId(WORKSPACE));
    private static final int TEXT = Purpose.AI_TRAINING.textVersion();
    private static final GiveConsent GIVE = new GiveConsent(CONSENTS, Purpose.AI_TRAINING, TEXT);
    private static final WithdrawConsent WITHDRAW = new WithdrawConsent(CONSENTS, Purpose.AI_TRAINING);
    private static final ConsentGiven GIVEN = new ConsentGiven(CONSENTS.value(), WORKSPACE, Purpose.AI_TRAINING, TEXT);
    private static final ConsentWithdrawn WITHDRAWN =
            new ConsentWithdrawn(CONSENTS.value(), WORKSPACE, Purpose.AI_TRAINING);

    ConsentsTest() {
        super(Consents.class);
    }

    @Test
    void givenNothing_orWithdrawn_whenGiven_thenGiven() {
        when(fixture.givenNoPriorActivity(), GIVE).expectEvents(GIVEN);
        when(fixture.given(GIVEN, WITHDRAWN), GIVE).expectEvents(GIVEN);
    }

    @Test
    void givenIt_whenGivenAgain_thenNothingNew_butOfAnEarlierTextItIsNew() {
        when(fixture.given(GIVEN), GIVE).expectNoEvents();
        when(fixture.given(new ConsentGiven(CONSENTS.value(), WORKSPACE, Purpose.AI_TRAINING, TEXT - 1)), GIVE)
                .expectEvents(GIVEN);
    }

    @Test
    void givenIt_whenWithdrawn_thenWithdrawnOnce_andTheOtherPurposeStays() {
        when(fixture.given(GIVEN), WITHDRAW).expectEvents(WITHDRAWN);
        when(fixture.given(GIVEN, WITHDRAWN), WITHDRAW).expectNoEvents();
        assertRejected(
                when(fixture.given(GIVEN), new WithdrawConsent(CONSENTS, Purpose.ANALYTICS)),
                RejectionCode.CONSENT_NOT_FOUND);
    }

    @Test
    void givenAnotherText_whenAgreedTo_thenRejectedWithTheCurrentOne() {
        for (int text : new int[] {0, TEXT + 1}) {
            assertRejected(
                    when(fixture.givenNoPriorActivity(), new GiveConsent(CONSENTS, Purpose.AI_TRAINING, text)),
                    RejectionCode.CONSENT_TEXT_NOT_CURRENT,
                    Map.of("current", Integer.toString(TEXT)));
        }
    }

    @Test
    void givenAnotherWorkspacesId_whenGivenOrWithdrawn_thenRejected() {
        ConsentsId foreign = ConsentsId.of(new WorkspaceId(OTHER_WORKSPACE));
        assertRejected(
                when(fixture.givenNoPriorActivity(), new GiveConsent(foreign, Purpose.AI_TRAINING, TEXT)),
                RejectionCode.WORKSPACE_NOT_FOUND);
        assertRejected(
                when(
                        fixture.given(new ConsentGiven(foreign.value(), OTHER_WORKSPACE, Purpose.AI_TRAINING, TEXT)),
                        new WithdrawConsent(foreign, Purpose.AI_TRAINING)),
                RejectionCode.CONSENT_NOT_FOUND);
    }
}
