package io.postledger.command.history;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.ApproveHistoryExport;
import io.postledger.api.history.AuditTrailId;
import io.postledger.api.history.BeginHistoryExport;
import io.postledger.api.history.ChangeExportRule;
import io.postledger.api.history.ExportRuleChanged;
import io.postledger.api.history.HistoryExportApproved;
import io.postledger.api.history.HistoryExportBegun;
import io.postledger.api.history.HistoryExportId;
import io.postledger.api.history.HistoryExportRequested;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.RequestHistoryExport;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.command.AggregateFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Four eyes: who may take a workspace's history out. */
class AuditTrailTest extends AggregateFixture<AuditTrail> {
    private static final AuditTrailId TRAIL = AuditTrailId.of(new WorkspaceId(WORKSPACE));
    private static final HistoryExportId EXPORT = new HistoryExportId("hexp_01jqaaaaaaaaaaaaaaaaaaaaaa");
    private static final HistoryTarget ALL = new HistoryTarget(WORKSPACE);
    private static final HistoryTarget POST = new HistoryTarget("post_01jqaaaaaaaaaaaaaaaaaaaaaa");
    private static final HistoryTarget MEDIA = new HistoryTarget("media_01jqaaaaaaaaaaaaaaaaaaaaaa");
    private static final HistoryTarget POST_ELSEWHERE = new HistoryTarget("post_01jqbbbbbbbbbbbbbbbbbbbbbb");
    private static final String ANOTHER = "user_01jqbbbbbbbbbbbbbbbbbbbbbb";

    private static final ExportRuleChanged RULE = new ExportRuleChanged(TRAIL.value(), WORKSPACE, true);
    private static final HistoryExportRequested REQUESTED =
            new HistoryExportRequested(TRAIL.value(), WORKSPACE, EXPORT.value(), WORKSPACE, "Yearly audit");
    private static final HistoryExportApproved APPROVED = new HistoryExportApproved(TRAIL.value(), EXPORT.value());
    private static final HistoryExportBegun BEGUN =
            new HistoryExportBegun(TRAIL.value(), WORKSPACE, EXPORT.value(), WORKSPACE, null, null, false);

    AuditTrailTest() {
        super(AuditTrail.class);
        fixture.registerInjectableResource((HistoryThings) (workspace, target) -> {
            if (!Set.of(workspace, POST.value(), MEDIA.value()).contains(target.value())) {
                throw target.notFound();
            }
        });
    }

    /** Asked for by the sender of this fixture's commands, or by another. */
    private TestExecutor<AuditTrail> requestedBy(String user) {
        return fixture.givenCurrentTime(NOW.minus(Duration.ofDays(8))).andGiven(RULE, by(user, REQUESTED));
    }

    private static EventMessage<Object> by(String user, Object event) {
        return GenericEventMessage.asEventMessage(event)
                .withMetaData(Map.of(MessageContext.ACTOR, MessageContext.USER_PREFIX + user));
    }

    @Test
    void givenNoRule_whenExportBegins_thenItIsRecordedAndNoApprovalNeeded() {
        when(fixture.givenNoPriorActivity(), begin()).expectEvents(BEGUN);
    }

    @Test
    void givenFourEyes_whenExportOfEverythingBeginsWithoutApproval_thenRejected() {
        assertRejected(when(fixture.given(RULE), begin()), RejectionCode.HISTORY_EXPORT_NOT_APPROVED);
        assertRejected(when(requestedBy(USER), begin()), RejectionCode.HISTORY_EXPORT_NOT_APPROVED);
    }

    @Test
    void givenFourEyes_whenExportOfOnePostBegins_thenNoApprovalNeeded() {
        when(fixture.given(RULE), begin(POST))
                .expectEvents(new HistoryExportBegun(
                        TRAIL.value(), WORKSPACE, EXPORT.value(), POST.value(), null, null, false));
    }

    @Test
    void givenMyRequest_whenIApproveIt_thenRejected() {
        assertRejected(
                when(requestedBy(USER), new ApproveHistoryExport(TRAIL, EXPORT)), RejectionCode.HISTORY_EXPORT_OWN);
    }

    @Test
    void givenAnothersRequest_whenIApproveIt_thenApprovedOnce() {
        when(requestedBy(ANOTHER), new ApproveHistoryExport(TRAIL, EXPORT)).expectEvents(APPROVED);
        assertRejected(
                when(fixture.given(RULE), new ApproveHistoryExport(TRAIL, EXPORT)),
                RejectionCode.HISTORY_EXPORT_NOT_FOUND);
    }

    @Test
    void givenApproval_whenItsAskerBegins_thenBegunAndMayGoOn() {
        when(
                        requestedBy(USER)
                                .andGivenCurrentTime(NOW.minus(Duration.ofDays(6)))
                                .andGiven(APPROVED),
                        begin())
                .expectEvents(BEGUN);
        when(
                        requestedBy(USER)
                                .andGivenCurrentTime(NOW.minus(Duration.ofDays(6)))
                                .andGiven(APPROVED, by(USER, BEGUN)),
                        begin())
                .expectNoEvents();
    }

    @Test
    void givenApprovalOfMoreThanAWeekAgo_whenItsAskerBeginsOrGoesOn_thenRejected() {
        assertRejected(when(requestedBy(USER).andGiven(APPROVED), begin()), RejectionCode.HISTORY_EXPORT_NOT_APPROVED);
        assertRejected(
                when(requestedBy(USER).andGiven(APPROVED, by(USER, BEGUN)), begin()),
                RejectionCode.HISTORY_EXPORT_NOT_APPROVED);
    }

    @Test
    void givenApprovalOfAnothersExportOrOfAnotherTarget_whenIBegin_thenNotFound() {
        TestExecutor<AuditTrail> others = requestedBy(ANOTHER).andGiven(APPROVED);
        assertRejected(when(others, begin()), RejectionCode.HISTORY_EXPORT_NOT_FOUND);
        assertRejected(when(requestedBy(USER).andGiven(APPROVED), begin(POST)), RejectionCode.HISTORY_EXPORT_NOT_FOUND);
    }

    @Test
    void givenAnotherWorkspacesTrail_thenNotFound() {
        AuditTrailId other = AuditTrailId.of(new WorkspaceId(OTHER_WORKSPACE));
        assertRejected(
                when(fixture.givenNoPriorActivity(), new ChangeExportRule(other, true)),
                RejectionCode.HISTORY_EXPORT_NOT_FOUND);
    }

    @Test
    void givenAnotherWorkspaceAsTarget_thenNotFound() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), begin(new HistoryTarget(OTHER_WORKSPACE))),
                RejectionCode.WORKSPACE_NOT_FOUND);
    }

    @Test
    void whenTheRuleChangesOrAnExportIsAskedFor_thenRecorded() {
        when(fixture.givenNoPriorActivity(), new ChangeExportRule(TRAIL, true)).expectEvents(RULE);
        when(fixture.given(RULE), new ChangeExportRule(TRAIL, true)).expectNoEvents();
        when(fixture.given(RULE), new RequestHistoryExport(TRAIL, EXPORT, ALL, "Yearly audit"))
                .expectEvents(REQUESTED);
        assertRejected(
                when(requestedBy(USER), new RequestHistoryExport(TRAIL, EXPORT, ALL, "Again")),
                RejectionCode.ID_ALREADY_USED);
        assertRejected(
                when(fixture.given(RULE), new RequestHistoryExport(TRAIL, EXPORT, ALL, " ")),
                RejectionCode.INVALID_REQUEST);
    }

    @Test
    void givenThingsOfNobodyHere_whenTheirExportIsAskedForOrBegun_thenNotFoundAndNothingRecorded() {
        assertRejected(when(fixture.givenNoPriorActivity(), begin(POST_ELSEWHERE)), RejectionCode.POST_NOT_FOUND);
        assertRejected(
                when(fixture.given(RULE), new RequestHistoryExport(TRAIL, EXPORT, POST_ELSEWHERE, "Yearly audit")),
                RejectionCode.POST_NOT_FOUND);
    }

    @Test
    void givenWhatCannotBeSelected_thenRejected() {
        Instant later = NOW.plusSeconds(1);
        for (BeginHistoryExport command : List.of(
                begin(MEDIA),
                new BeginHistoryExport(TRAIL, EXPORT, POST, NOW, null, false),
                new BeginHistoryExport(TRAIL, EXPORT, ALL, later, NOW, false),
                new BeginHistoryExport(TRAIL, EXPORT, ALL, NOW, NOW, false))) {
            assertRejected(when(fixture.given(RULE), command), RejectionCode.SELECTION_INVALID);
        }
        assertRejected(
                when(fixture.given(RULE), new RequestHistoryExport(TRAIL, EXPORT, MEDIA, "Yearly audit")),
                RejectionCode.SELECTION_INVALID);
    }

    @Test
    void givenFourEyes_whenATimeRangeBegins_thenItNeedsApprovalAsTheWholeDoes() {
        BeginHistoryExport range = new BeginHistoryExport(TRAIL, EXPORT, ALL, null, NOW, true);
        assertRejected(when(fixture.given(RULE), range), RejectionCode.HISTORY_EXPORT_NOT_APPROVED);
        when(
                        requestedBy(USER)
                                .andGivenCurrentTime(NOW.minus(Duration.ofDays(6)))
                                .andGiven(APPROVED),
                        range)
                .expectEvents(
                        new HistoryExportBegun(TRAIL.value(), WORKSPACE, EXPORT.value(), WORKSPACE, null, NOW, true));
    }

    /** It is on record what was taken out: under the same export nothing else is. */
    @Test
    void givenBegunExport_whenAnythingElseIsTakenOutUnderIt_thenNotFound() {
        for (BeginHistoryExport other : List.of(
                new BeginHistoryExport(TRAIL, EXPORT, ALL, null, NOW, false),
                new BeginHistoryExport(TRAIL, EXPORT, ALL, null, null, true),
                begin(POST))) {
            assertRejected(when(fixture.given(by(USER, BEGUN)), other), RejectionCode.HISTORY_EXPORT_NOT_FOUND);
        }
    }

    private static BeginHistoryExport begin() {
        return begin(ALL);
    }

    private static BeginHistoryExport begin(HistoryTarget target) {
        return new BeginHistoryExport(TRAIL, EXPORT, target, null, null, false);
    }
}
