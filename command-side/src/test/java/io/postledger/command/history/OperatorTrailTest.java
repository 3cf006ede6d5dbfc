package io.postledger.command.history;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.BeginOperatorExport;
import io.postledger.api.history.HistoryExportId;
import io.postledger.api.history.OperatorExportBegun;
import io.postledger.api.history.OperatorExportKind;
import io.postledger.api.history.OperatorTrailId;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.command.AggregateFixture;
import java.time.Duration;
import java.util.Map;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What whoever runs the installation takes out, on record. */
class OperatorTrailTest extends AggregateFixture<OperatorTrail> {
    private static final OperatorTrailId TRAIL = OperatorTrailId.of(new WorkspaceId(WORKSPACE));
    private static final HistoryExportId EXPORT = new HistoryExportId("hexp_01jqaaaaaaaaaaaaaaaaaaaaaa");
    private static final Map<String, String> POST = Map.of("of", "POST", "id", "post_01jqaaaaaaaaaaaaaaaaaaaaaa");
    private static final OperatorExportBegun BEGUN = new OperatorExportBegun(
            TRAIL.value(), WORKSPACE, EXPORT.value(), OperatorExportKind.EVIDENCE, POST, false, "INC-2041");

    OperatorTrailTest() {
        super(OperatorTrail.class);
    }

    private static BeginOperatorExport evidence(Map<String, String> selection, @Nullable String reason) {
        return new BeginOperatorExport(TRAIL, EXPORT, OperatorExportKind.EVIDENCE, selection, reason);
    }

    private ResultValidator<OperatorTrail> whenInNoWorkspace(TestExecutor<OperatorTrail> given, Object command) {
        Map<String, Object> context = context();
        context.remove(MessageContext.WORKSPACE);
        return given.when(command, context);
    }

    @Test
    void whenAWorkspacesIsTakenOut_thenRecordedThere() {
        when(fixture.givenNoPriorActivity(), evidence(POST, "INC-2041")).expectEvents(BEGUN);
    }

    @Test
    void whenEverybodysIsTakenOut_thenRecordedForEveryWorkspace() {
        Map<String, String> rows = Map.of("projection", "posts", "target", "posts", "copy", "march");
        whenInNoWorkspace(
                        fixture.givenNoPriorActivity(),
                        new BeginOperatorExport(
                                OperatorTrailId.INSTALLATION, EXPORT, OperatorExportKind.PROJECTION, rows, null))
                .expectEvents(new OperatorExportBegun(
                        OperatorTrailId.INSTALLATION.value(),
                        null,
                        EXPORT.value(),
                        OperatorExportKind.PROJECTION,
                        rows,
                        true,
                        null));
    }

    @Test
    void givenBegun_whenItGoesOnWithinAWeek_thenItIsOne() {
        when(fixture.given(BEGUN), evidence(POST, null)).expectNoEvents();
        when(fixture.givenCurrentTime(NOW.minus(Duration.ofDays(8))).andGiven(BEGUN), evidence(POST, "INC-2041"))
                .expectEvents(BEGUN);
    }

    /** It is on record what was taken out: under the same export nothing else is. */
    @Test
    void givenBegun_whenAnythingElseIsTakenOutUnderIt_thenNotFound() {
        assertRejected(
                when(fixture.given(BEGUN), evidence(Map.of("of", "EVERYTHING"), null)),
                RejectionCode.HISTORY_EXPORT_NOT_FOUND);
        assertRejected(
                when(
                        fixture.given(BEGUN),
                        new BeginOperatorExport(TRAIL, EXPORT, OperatorExportKind.EVENTS, POST, null)),
                RejectionCode.HISTORY_EXPORT_NOT_FOUND);
    }

    @Test
    void givenAnotherWorkspaceOrNone_thenItsRecordIsNotFound() {
        assertRejected(
                whenInNoWorkspace(fixture.givenNoPriorActivity(), evidence(POST, null)),
                RejectionCode.HISTORY_EXPORT_NOT_FOUND);
        assertRejected(
                fixture.givenNoPriorActivity().when(evidence(POST, null), context(OTHER_WORKSPACE, "request-1")),
                RejectionCode.HISTORY_EXPORT_NOT_FOUND);
        assertRejected(
                fixture.given(BEGUN).when(evidence(POST, null), context(OTHER_WORKSPACE, "request-1")),
                RejectionCode.HISTORY_EXPORT_NOT_FOUND);
    }

    @Test
    void givenAWorkspace_thenTheRecordOfAllIsNotFound() {
        assertRejected(
                when(
                        fixture.givenNoPriorActivity(),
                        new BeginOperatorExport(
                                OperatorTrailId.INSTALLATION, EXPORT, OperatorExportKind.EVENTS, Map.of(), null)),
                RejectionCode.HISTORY_EXPORT_NOT_FOUND);
    }

    /** What is of nobody's key could never be taken back. */
    @Test
    void givenWords_thenRejected() {
        for (String reason : new String[] {"", " ", "asked for by Ada", "-", "x".repeat(101), "ünique"}) {
            assertRejected(
                    when(fixture.givenNoPriorActivity(), evidence(POST, reason)),
                    RejectionCode.INVALID_REQUEST,
                    Map.of("field", "reason"));
        }
        for (String id : new String[] {"post of Ada", "post_1\n", "x".repeat(4_001)}) {
            assertRejected(
                    when(fixture.givenNoPriorActivity(), evidence(Map.of("of", "POST", "id", id), null)),
                    RejectionCode.INVALID_REQUEST);
        }
    }
}
