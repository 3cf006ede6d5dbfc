package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaPurged;
import io.postledger.api.workspace.RetentionChanged;
import io.postledger.api.workspace.RetentionRule;
import io.postledger.embedded.testing.SampleMedia;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Rules of retention from the door to the bytes in PostgreSQL, while a clock is moved on. Events keep the real time. */
@Import(RetentionIT.MovedClock.class)
class RetentionIT extends ProductIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] PICTURE = SampleMedia.picture("png", 40, 30);

    @TestConfiguration
    static class MovedClock {
        @Bean
        TestClock clock() {
            return new TestClock();
        }
    }

    @Autowired
    private TestClock clock;

    @Autowired
    private SchedulerClient scheduler;

    @Autowired
    private EventProcessingConfiguration processors;

    private String uploaded(Http http, String workspace) {
        String id = ids.next(MediaId.PREFIX, MediaId::new).value();
        Http.Answer answer = upload(http, workspace, id);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return id;
    }

    private static Http.Answer upload(Http http, String workspace, String id) {
        return http.send("PUT", workspace + "/media/" + id, BodyPublishers.ofByteArray(PICTURE), "image/png");
    }

    private static String content(String... media) {
        return """
                {"text":"With pictures","targets":[],"media":[%s]}""".formatted(String.join(
                ",",
                Arrays.stream(media).map(id -> "{\"mediaId\":\"" + id + "\"}").toList()));
    }

    private static String drafted(Http http, String workspace, String... media) {
        Http.Answer answer = http.post(workspace + "/posts", content(media));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return workspace + "/posts/" + answer.json().path("id").asString();
    }

    private static void rule(Http http, String workspace, String unused, String ended) {
        Http.Answer answer = http.put(
                workspace + "/retention", "{\"unusedMediaDays\":" + unused + ",\"endedPostMediaDays\":" + ended + "}");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    }

    /** Has the task run once, to its end. */
    private void enforce() {
        Instant before = lastRun();
        scheduler.reschedule(TaskInstanceId.of("media.expire", "recurring"), Instant.now());
        await().atMost(PATIENCE).until(() -> !Objects.equals(lastRun(), before));
    }

    private Instant lastRun() {
        await().atMost(PATIENCE)
                .until(() -> !jdbc.queryForObject(
                        "SELECT picked FROM scheduled_tasks WHERE task_name = 'media.expire'", Boolean.class));
        return jdbc.queryForObject(
                "SELECT last_success FROM scheduled_tasks WHERE task_name = 'media.expire'",
                (row, number) ->
                        row.getTimestamp(1) == null ? null : row.getTimestamp(1).toInstant());
    }

    private boolean isStored(String media) {
        return jdbc.queryForObject("SELECT count(*) FROM media_upload WHERE media_id = ?", Long.class, media) > 0;
    }

    private boolean isInLibrary(String media) {
        return events(media, "media.MediaDeleted") == 0;
    }

    @Test
    void givenRules_whenTheirTimeComes_thenBytesGoThatNoPostNeeds_andAHoldOrTheProcessBeingDownOnlyDelaysIt() {
        clock.reset();
        Http http = signUp();
        String workspace = createWorkspace(http);
        String elsewhere = createWorkspace(http);
        String foreign = uploaded(http, elsewhere);
        String unused = uploaded(http, workspace);
        String dropped = uploaded(http, workspace);
        String used = uploaded(http, workspace);
        String ended = uploaded(http, workspace);
        drafted(http, workspace, used, ended);
        http.put(drafted(http, workspace, dropped) + "/content", content(used));
        http.delete(drafted(http, workspace, ended));
        String gone = uploaded(http, workspace);
        http.delete(drafted(http, workspace, gone));
        rule(http, workspace, "7", "30");
        enforce();
        assertThat(isInLibrary(unused)).isTrue();

        clock.advance(Duration.ofDays(8));
        enforce();
        assertThat(isInLibrary(unused)).isFalse();
        assertThat(isInLibrary(dropped)).isFalse();
        assertThat(isInLibrary(used)).isTrue();
        assertThat(isInLibrary(gone)).as("its post's rule says longer").isTrue();
        assertThat(isStored(unused)).isTrue();

        // As where the process ends between the event and the bytes.
        StreamingEventProcessor purges = processors
                .eventProcessor("media-purges", StreamingEventProcessor.class)
                .orElseThrow();
        purges.shutDown();
        enforce();
        assertThat(log.events(unused, MediaPurged.class))
                .extracting(MediaPurged::rule, MediaPurged::days)
                .containsExactly(tuple(RetentionRule.UNUSED_MEDIA, 7));
        assertThat(isStored(unused)).isTrue();
        purges.start();
        await().atMost(PATIENCE).until(() -> !isStored(unused) && !isStored(dropped));
        enforce();
        assertThat(log.names(unused)).containsExactly("media.MediaUploaded", "media.MediaDeleted", "media.MediaPurged");

        String held = "/api/erasures/" + workspace.substring(workspace.lastIndexOf('/') + 1) + "/hold";
        assertThat(operator().put(held, "{\"reason\":\"Case 17\"}").status()).isEqualTo(200);
        clock.advance(Duration.ofDays(30));
        enforce();
        enforce();
        assertThat(isInLibrary(gone)).isTrue();
        operator().delete(held);
        enforce();
        enforce();
        await().atMost(PATIENCE).until(() -> !isStored(gone));
        assertThat(log.events(gone, MediaPurged.class))
                .extracting(MediaPurged::rule, MediaPurged::days)
                .containsExactly(tuple(RetentionRule.MEDIA_OF_ENDED_POSTS, 30));

        assertThat(isInLibrary(used)).isTrue();
        assertThat(isInLibrary(ended)).as("one of its posts is a draft").isTrue();
        assertThat(isStored(used) && isStored(ended)).isTrue();
        assertThat(isStored(foreign)).as("of a workspace without rules").isTrue();
        clock.reset();
    }

    @Test
    void givenPurgedMedia_whenUsedOrUploadedAgain_thenRefused_andItsBytesAreNotKept() {
        clock.reset();
        Http http = signUp();
        String workspace = createWorkspace(http);
        String media = uploaded(http, workspace);
        rule(http, workspace, "7", "null");
        clock.advance(Duration.ofDays(8));
        enforce();
        enforce();
        await().atMost(PATIENCE).until(() -> !isStored(media));
        clock.reset();

        assertThat(http.post(workspace + "/posts", content(media)).code()).isEqualTo("MEDIA_NOT_FOUND");
        assertThat(upload(http, workspace, media).code()).isEqualTo("ID_ALREADY_USED");
        jdbc.update("UPDATE media_upload SET touched_at = touched_at - interval '2 hours' WHERE media_id = ?", media);
        scheduler.reschedule(TaskInstanceId.of("media.tidy", "recurring"), Instant.now());
        await().atMost(PATIENCE).until(() -> !isStored(media));
    }

    @Test
    void givenRules_whenSaidByOthers_orWithPeriodsThatCannotBe_thenRefused_andTheSameAgainIsNoEvent() {
        Http http = signUp();
        String workspace = createWorkspace(http);
        String id = workspace.substring(workspace.lastIndexOf('/') + 1);
        String path = workspace + "/retention";
        assertThat(signUp().put(path, "{}").code()).isEqualTo("WORKSPACE_NOT_FOUND");
        for (String body : new String[] {
            "{\"unusedMediaDays\":6}",
            "{\"unusedMediaDays\":-1}",
            "{\"unusedMediaDays\":36501}",
            "{\"endedPostMediaDays\":29}"
        }) {
            Http.Answer answer = http.put(path, body);
            assertThat(answer.code()).as(body).isEqualTo("RETENTION_PERIOD_INVALID");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("details").path("field").asString())
                    .isIn("unusedMediaDays", "endedPostMediaDays");
        }
        assertThat(http.put(path, "{\"unusedMediaDays\":7.5}").code()).isEqualTo("WRONG_TYPE");
        assertThat(http.put(path, "{\"eventDays\":7}").code()).isEqualTo("UNKNOWN_FIELD");
        assertThat(events(id, "workspace.RetentionChanged")).isZero();

        rule(http, workspace, "7", "null");
        rule(http, workspace, "7", "null");
        rule(http, workspace, "null", "null");
        assertThat(log.events(id, RetentionChanged.class))
                .containsExactly(new RetentionChanged(id, 7, null), new RetentionChanged(id, null, null));
        assertThat(http.with("If-Match", "\"0\"").put(path, "{}").code()).isEqualTo("STALE_VERSION");
        Http other = signUp();
        String otherId =
                other.post("/api/session/renewal", "").json().path("userId").asString();
        http.post(workspace + "/members", "{\"userId\":\"" + otherId + "\",\"role\":\"EDITOR\"}");
        assertThat(other.put(path, "{}").code()).isEqualTo("NOT_PERMITTED");
    }
}
