package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.CommandResult;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.ApproveHistoryExport;
import io.postledger.api.history.AuditTrailId;
import io.postledger.api.history.ChangeExportRule;
import io.postledger.api.history.FindDifference;
import io.postledger.api.history.FindHistory;
import io.postledger.api.history.FindInHistory;
import io.postledger.api.history.FindState;
import io.postledger.api.history.HistoricState;
import io.postledger.api.history.HistoryEntry;
import io.postledger.api.history.HistoryExportId;
import io.postledger.api.history.HistoryPage;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.Moment;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.api.history.RecordReading;
import io.postledger.api.history.RequestHistoryExport;
import io.postledger.api.history.StateDifference;
import io.postledger.api.workspace.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HistoryApiTest extends WebTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final HistoryEntry ENTRY = new HistoryEntry(
            "post_01jd8y3e4f7z9k2m5n6p7q8r9s",
            3,
            "post.PostDeleted",
            1,
            NOON,
            "event-1",
            "user:somebody",
            null,
            "request-1",
            "web",
            "DeletePost",
            "message-1",
            "message-1",
            "Deleted the post",
            Map.of());

    private HistoryTarget target;

    @BeforeEach
    void rooms() {
        target = new HistoryTarget(post.value());
        rooms.onQuery(FindHistory.class, HistoryPage.class, query -> page(query.readingId()));
        rooms.onQuery(FindState.class, HistoricState.class, query -> state(query.readingId()));
        rooms.onCommand(
                RecordReading.class,
                command -> new CommandResult(command.readingId().value(), 0));
    }

    private HistoryPage page(@Nullable ReadingId reading) {
        return new HistoryPage(post.value(), reading == null ? null : reading.value(), List.of(ENTRY), "next");
    }

    private HistoricState state(@Nullable ReadingId reading) {
        return new HistoricState(
                post.value(),
                reading == null ? null : reading.value(),
                3,
                4,
                ENTRY,
                Map.of("text", "Hello"),
                List.of());
    }

    /** As the other rooms do for an auditor. */
    private static <T> T onRecord(@Nullable ReadingId reading, T answer) {
        if (reading == null) {
            Rooms.reject(new RejectedException(RejectionCode.READING_NOT_RECORDED, "Record it"));
        }
        return answer;
    }

    @Test
    void givenTheTeam_whenAPostsHistoryAsked_thenNothingIsRecorded() {
        for (String path : new String[] {"/posts/" + post + "/history", "/history/" + post}) {
            Http.Answer answer = http.get(path(path + "?limit=3&cursor=before"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("entries").path(0).path("words").asString())
                    .isEqualTo("Deleted the post");
            assertThat(answer.json().path("nextCursor").asString()).isEqualTo("next");
            assertThat(rooms.received(FindHistory.class).getPayload())
                    .isEqualTo(new FindHistory(target, null, "before", 3));
        }
        assertThat(rooms.receivedNone(RecordReading.class)).isTrue();
    }

    @Test
    void givenAnAuditor_whenHistoryAsked_thenRecordedBeforeItIsAnswered() {
        rooms.member(workspace, user, Role.AUDITOR);
        rooms.onQuery(
                FindHistory.class, HistoryPage.class, query -> onRecord(query.readingId(), page(query.readingId())));

        Http.Answer answer = http.get(path("/history/" + post));

        RecordReading recorded =
                (RecordReading) rooms.received(RecordReading.class).getPayload();
        assertThat(recorded).isEqualTo(new RecordReading(recorded.readingId(), ReadingKind.EVENTS, target, Map.of()));
        assertThat(answer.json().path("readingId").asString())
                .isEqualTo(recorded.readingId().value());
    }

    @Test
    void givenManyPages_whenStreamed_thenEveryEventALineWithinOneReading() {
        rooms.member(workspace, user, Role.AUDITOR);
        rooms.onQuery(
                FindHistory.class,
                HistoryPage.class,
                query -> query.cursor() == null
                        ? onRecord(query.readingId(), page(query.readingId()))
                        : new HistoryPage(post.value(), null, List.of(ENTRY, ENTRY), null));

        Http.Answer answer = http.get(path("/history/" + post + "/events"));

        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(answer.raw().body().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(
                                JsonMapper.shared().readTree(line).path("words").asString())
                        .isEqualTo("Deleted the post"));
        assertThat(rooms.received(FindHistory.class).getPayload())
                .isEqualTo(new FindHistory(target, null, "next", FindHistory.MOST));
    }

    @Test
    void givenNone_whenStreamed_thenRefusedAsAlways() {
        rooms.onQuery(
                FindHistory.class,
                HistoryPage.class,
                query -> Rooms.reject(new RejectedException(RejectionCode.POST_NOT_FOUND, "None")));

        assertThat(http.get(path("/history/" + post + "/events")).code()).isEqualTo("POST_NOT_FOUND");
    }

    @Test
    void givenAnAuditor_whenStatesAndDifferencesAsked_thenTheReadingSaysWhatFor() {
        rooms.member(workspace, user, Role.AUDITOR);
        rooms.onQuery(
                FindState.class, HistoricState.class, query -> onRecord(query.readingId(), state(query.readingId())));
        rooms.onQuery(
                FindDifference.class,
                StateDifference.class,
                query -> onRecord(
                        query.readingId(),
                        new StateDifference(
                                post.value(),
                                null,
                                1,
                                3,
                                List.of(new StateDifference.Change("/state/text", "a", null)))));

        Http.Answer state = http.get(path("/history/" + post + "/state?version=3"));
        assertThat(state.json().path("state").path("text").asString()).isEqualTo("Hello");
        assertThat(((RecordReading) rooms.received(RecordReading.class).getPayload()).question())
                .isEqualTo(Map.of("version", "3"));

        Http.Answer difference = http.get(path("/history/" + post + "/difference?fromVersion=1&to=" + NOON));
        assertThat(difference.json().path("changes").path(0).path("path").asString())
                .isEqualTo("/state/text");
        RecordReading recorded =
                (RecordReading) rooms.received(RecordReading.class).getPayload();
        assertThat(recorded.kind()).isEqualTo(ReadingKind.STATES);
        assertThat(recorded.question()).isEqualTo(Map.of("fromVersion", "1", "to", NOON.toString()));
        assertThat(rooms.received(FindDifference.class).getPayload())
                .isEqualTo(
                        new FindDifference(target, new Moment(1L, null), new Moment(null, NOON), recorded.readingId()));
    }

    @Test
    void givenAReading_whenGoneOn_thenNoOtherIsRecorded() {
        rooms.member(workspace, user, Role.AUDITOR);
        ReadingId reading = ids.next(ReadingId.PREFIX, ReadingId::new);

        http.get(path("/history/" + post + "/state?reading=" + reading));

        assertThat(rooms.received(FindState.class).getPayload()).isEqualTo(new FindState(target, Moment.NOW, reading));
        assertThat(rooms.receivedNone(RecordReading.class)).isTrue();
    }

    @Test
    void givenAnAuditor_whenSearching_thenTheReadingHasTheWholeQuestion() {
        rooms.member(workspace, user, Role.AUDITOR);
        rooms.onQuery(
                FindInHistory.class, HistoryPage.class, query -> onRecord(query.readingId(), page(query.readingId())));

        assertThat(http.get(path("/history?action=post&target=" + post + "&text=hello&limit=5"))
                        .status())
                .isEqualTo(200);

        RecordReading recorded =
                (RecordReading) rooms.received(RecordReading.class).getPayload();
        assertThat(recorded.target().value()).isEqualTo(workspace.value());
        assertThat(recorded.question()).isEqualTo(Map.of("action", "post", "target", post.value(), "text", "hello"));
        assertThat(rooms.received(FindInHistory.class).getPayload())
                .isEqualTo(new FindInHistory(null, "post", target, null, null, "hello", recorded.readingId(), null, 5));
    }

    @Test
    void givenARoleThatMayNot_whenSearching_thenForbidden() {
        rooms.onQuery(FindInHistory.class, HistoryPage.class, query -> page(null));

        for (Role role : new Role[] {Role.OWNER, Role.ADMIN, Role.EDITOR, Role.VIEWER}) {
            rooms.member(workspace, user, role);
            assertThat(http.get(path("/history")).code()).as(role.name()).isEqualTo("NOT_PERMITTED");
        }
        assertThat(rooms.receivedNone(FindInHistory.class)).isTrue();
    }

    @Test
    void givenWhatCannotBe_whenAsked_thenRefused() {
        Map<String, String> refusals = Map.of(
                "/history/mb_01jd8y3e4f7z9k2m5n6p7q8r9s",
                "INVALID_ID",
                "/history/nothing",
                "INVALID_ID",
                "/history/" + post + "?limit=0",
                "PARAMETER_INVALID",
                "/history/" + post + "?limit=1001",
                "PARAMETER_INVALID",
                "/history/" + post + "/state?version=-1",
                "PARAMETER_INVALID",
                "/history/" + post + "/state?version=1&at=" + NOON,
                "INVALID_REQUEST",
                "/history/" + post + "/state?at=yesterday",
                "PARAMETER_INVALID",
                "/history/" + post + "/state?reading=post_1",
                "INVALID_ID");
        refusals.forEach((path, code) -> {
            Http.Answer answer = http.get(path(path));
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.code()).as(path).isEqualTo(code);
        });
    }

    @Test
    void givenFourEyes_whenAnExportIsAskedForAndApproved_thenTheCommandsSaySo() {
        AuditTrailId trail = AuditTrailId.of(workspace);
        HistoryExportId export = ids.next(HistoryExportId.PREFIX, HistoryExportId::new);
        rooms.onCommand(ChangeExportRule.class, command -> new CommandResult(trail.value(), 0));
        rooms.onCommand(RequestHistoryExport.class, command -> new CommandResult(trail.value(), 1));
        rooms.onCommand(ApproveHistoryExport.class, command -> new CommandResult(trail.value(), 2));
        String path = path("/history-exports/");

        assertThat(http.put(path + "rule", "{\"fourEyes\":true}").status()).isEqualTo(200);
        assertThat(rooms.received(ChangeExportRule.class).getPayload()).isEqualTo(new ChangeExportRule(trail, true));
        assertThat(http.put(path + export, "{\"target\":\"" + workspace + "\",\"reason\":\"Audit\"}")
                        .code())
                .as("an owner")
                .isEqualTo("NOT_PERMITTED");
        assertThat(http.put(path + export + "/approval", "").status()).isEqualTo(200);
        assertThat(rooms.received(ApproveHistoryExport.class).getPayload())
                .isEqualTo(new ApproveHistoryExport(trail, export));

        rooms.member(workspace, user, Role.AUDITOR);
        assertThat(http.put(path + export, "{\"target\":\"" + workspace + "\",\"reason\":\"Audit\"}")
                        .status())
                .isEqualTo(200);
        assertThat(rooms.received(RequestHistoryExport.class).getPayload())
                .isEqualTo(new RequestHistoryExport(trail, export, new HistoryTarget(workspace.value()), "Audit"));
        assertThat(http.put(path + "rule", "{\"fourEyes\":false}").code()).isEqualTo("NOT_PERMITTED");
        String made = http.post(path("/history-exports"), "{\"target\":\"" + workspace + "\",\"reason\":\"Audit\"}")
                .json()
                .path("exportId")
                .asString();
        assertThat(rooms.received(RequestHistoryExport.class).getPayload())
                .isEqualTo(new RequestHistoryExport(
                        trail, new HistoryExportId(made), new HistoryTarget(workspace.value()), "Audit"));
        assertThat(http.get(path("/ledger/evidence")).code())
                .as("a node that has no log")
                .isEqualTo("ROLE_NOT_HERE");
    }
}
