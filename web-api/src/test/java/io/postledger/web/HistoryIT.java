package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postledger.api.history.HistoryExportId;
import io.postledger.api.history.HistoryRead;
import io.postledger.api.history.ReadingId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How things stood, for a post's team and for an auditor, on a node that has the log and no views. */
class HistoryIT extends ProductIT {
    private Http owner;
    private Http auditor;
    private String workspace;
    private String post;

    @BeforeAll
    void anAuditedWorkspace() {
        owner = signUp();
        auditor = signUp();
        workspace = createWorkspace(owner);
        String auditorId =
                auditor.post("/api/session/renewal", "").json().path("userId").asString();
        owner.post(workspace + "/members", "{\"userId\":\"" + auditorId + "\",\"role\":\"AUDITOR\"}");
        post = draft(owner, workspace, "first");
        owner.put(workspace + "/posts/" + post + "/content", "{\"text\":\"second\",\"targets\":[]}");
    }

    private static String draft(Http http, String workspace, String text) {
        return http.post(workspace + "/posts", "{\"text\":\"" + text + "\",\"targets\":[]}")
                .json()
                .path("id")
                .asString();
    }

    private String state(String question) {
        return workspace + "/history/" + post + "/state" + question;
    }

    private List<HistoryRead> recorded(JsonNode answer) {
        return log.events(answer.path("readingId").asString(), HistoryRead.class)
                .toList();
    }

    @Test
    void givenTheTeam_whenStatesAsked_thenAsThePostStoodAndNothingRecorded() {
        JsonNode then = owner.get(state("?version=0")).json();
        assertThat(then.path("state").path("text").asString()).isEqualTo("first");
        assertThat(then.path("event").path("words").asString()).contains("“first”");
        assertThat(then.path("event").path("command").asString()).isEqualTo("DraftPost");
        assertThat(then.path("lastVersion").asLong()).isEqualTo(1);
        assertThat(owner.get(state("?at=" + then.path("event").path("at").asString()))
                        .json()
                        .path("version")
                        .asLong())
                .isZero();
        assertThat(owner.get(state("")).json().path("state").path("text").asString())
                .isEqualTo("second");
        assertThat(then.path("readingId").isNull()).isTrue();
    }

    @Test
    void givenAnAuditor_whenStatesAsked_thenOneReadingIsInTheLogForAllOfThem() {
        JsonNode first = auditor.get(state("?version=0")).json();
        assertThat(first.path("state").path("text").asString()).isEqualTo("first");
        String reading = first.path("readingId").asString();
        assertThat(recorded(first)).hasSize(1);
        assertThat(recorded(first).get(0).target()).isEqualTo(post);
        assertThat(recorded(first).get(0).question()).containsEntry("version", "0");

        JsonNode second = auditor.get(state("?version=1&reading=" + reading)).json();
        JsonNode difference = auditor.get(
                        workspace + "/history/" + post + "/difference?fromVersion=0&reading=" + reading)
                .json();

        assertThat(second.path("state").path("text").asString()).isEqualTo("second");
        assertThat(difference.path("changes").toString())
                .contains("{\"path\":\"/state/text\",\"before\":\"first\",\"after\":\"second\"}");
        assertThat(second.path("readingId").asString()).isEqualTo(reading);
        assertThat(difference.path("readingId").asString()).isEqualTo(reading);
    }

    @Test
    void givenKeysThatCannotBeHad_whenWritingAndReading_thenAskAgain_andNothingIsLost() {
        String another = draft(owner, workspace, "another");
        String content = workspace + "/posts/" + another + "/content";
        String asked = workspace + "/history/" + another + "/state";
        String subject = workspace.substring(workspace.lastIndexOf('/') + 1);
        String master =
                jdbc.queryForObject("SELECT master FROM subject_key WHERE subject_id = ?", String.class, subject);
        jdbc.update("UPDATE subject_key SET master = 'away' WHERE subject_id = ?", subject);
        try {
            // What a node knows of a key holds for seconds; the same text again would be no event.
            AtomicInteger edits = new AtomicInteger();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertAskAgain(owner.put(content, edit("later " + edits.incrementAndGet()))));
            assertAskAgain(owner.get(asked));
        } finally {
            jdbc.update("UPDATE subject_key SET master = ? WHERE subject_id = ?", master, subject);
        }
        assertThat(owner.put(content, edit("last")).status()).isEqualTo(200);
        assertThat(owner.get(asked).json().path("state").path("text").asString())
                .isEqualTo("last");
    }

    private static String edit(String text) {
        return "{\"text\":\"" + text + "\",\"targets\":[]}";
    }

    private static void assertAskAgain(Http.Answer answer) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(answer.raw().body()).contains("keys").doesNotContain("away");
    }

    /** What one person recorded is nobody else's, nor good for another thing. */
    @Test
    void givenAReadingOfAnotherPersonOrThing_whenUsed_thenARecordOfOnesOwnIsMade() {
        String another = draft(owner, workspace, "another");
        String reading = auditor.get(state("")).json().path("readingId").asString();

        JsonNode answer = auditor.get(workspace + "/history/" + another + "/state?reading=" + reading)
                .json();

        assertThat(answer.path("readingId").asString()).isNotEqualTo(reading);
        assertThat(recorded(answer).get(0).target()).isEqualTo(another);
        String made = ids.next(ReadingId.PREFIX, ReadingId::new).value();
        assertThat(auditor.get(state("?reading=" + made))
                        .json()
                        .path("readingId")
                        .asString())
                .isNotEqualTo(made);
    }

    @Test
    void givenTheWorkspaceOrAnothers_whenAsked_thenAuditorsOnlyAndNotFound() {
        String id = workspace.substring(workspace.lastIndexOf('/') + 1);
        assertThat(owner.get(workspace + "/history/" + id + "/state").code()).isEqualTo("NOT_PERMITTED");
        JsonNode state =
                auditor.get(workspace + "/history/" + id + "/state?version=1").json();
        assertThat(state.path("state").path("members").size()).isEqualTo(1);

        Http stranger = signUp();
        String theirs = createWorkspace(stranger);
        assertThat(stranger.get(theirs + "/history/" + post + "/state").code()).isEqualTo("POST_NOT_FOUND");
        assertThat(stranger.get(state("")).code()).isEqualTo("WORKSPACE_NOT_FOUND");
    }

    @Test
    void givenWhatCannotBe_whenAsked_thenStableCodes() {
        assertThat(owner.get(state("?version=2")).code()).isEqualTo("VERSION_AFTER_LAST");
        assertThat(owner.get(state("?at=2020-01-01T00:00:00Z")).code()).isEqualTo("INSTANT_BEFORE_FIRST_EVENT");
        assertThat(owner.get(state("?at=2999-01-01T00:00:00Z")).code()).isEqualTo("INSTANT_IN_FUTURE");
        assertThat(owner.get(state("?version=1&at=2020-01-01T00:00:00Z")).code())
                .isEqualTo("INVALID_REQUEST");
    }

    @Test
    void givenFourEyes_whenAnExportIsAskedFor_thenAnotherPersonApproves() {
        String id = workspace.substring(workspace.lastIndexOf('/') + 1);
        String export = workspace + "/history-exports/"
                + ids.next(HistoryExportId.PREFIX, HistoryExportId::new).value();
        String request = "{\"target\":\"" + id + "\",\"reason\":\"Yearly audit\"}";

        assertThat(owner.put(workspace + "/history-exports/rule", "{\"fourEyes\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(owner.put(export, request).code()).isEqualTo("NOT_PERMITTED");
        assertThat(owner.put(export + "/approval", "").code()).isEqualTo("HISTORY_EXPORT_NOT_FOUND");
        assertThat(auditor.put(export, request).status()).isEqualTo(200);
        assertThat(auditor.put(export + "/approval", "").code()).isEqualTo("HISTORY_EXPORT_OWN");
        assertThat(owner.put(export + "/approval", "").status()).isEqualTo(200);
    }
}
