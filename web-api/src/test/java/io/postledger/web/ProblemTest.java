package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.CommandResult;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.post.DraftPost;
import io.postledger.api.post.FindPost;
import io.postledger.api.post.PostView;
import io.postledger.api.post.SchedulePost;
import io.postledger.api.privacy.KeysAwayException;
import io.postledger.api.workspace.Role;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest extends WebTest {
    @BeforeEach
    void rooms() {
        rooms.onCommand(
                DraftPost.class, command -> new CommandResult(command.postId().value(), 0));
        rooms.onCommand(
                SchedulePost.class,
                command -> new CommandResult(command.postId().value(), 1));
    }

    private void assertRefused(Http.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:postledger:problem:" + code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asString()).isNotBlank();
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        assertThat(answer.json().path("requestId").asString()).isNotBlank();
        assertThat(answer.json().path("details").isObject()).isTrue();
        assertThat(rooms.receivedNone(DraftPost.class)).isTrue();
        assertThat(rooms.receivedNone(SchedulePost.class)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(RejectionCode.class)
    void givenHandlerThatRefuses_whenAsked_thenItsCodeAndDetailsArrive(RejectionCode code) {
        rooms.onQuery(
                FindPost.class,
                PostView.class,
                query -> Rooms.reject(new RejectedException(code, "Because", Map.of("limit", "3"))));

        Http.Answer answer = http.with("Idempotency-Key", "0b7c54a2-4f3e-4a1b-9c8d-2e6f1a7b3c5d")
                .get(path("/posts/" + post));

        assertRefused(
                answer,
                switch (code.kind()) {
                    case INVALID -> 400;
                    case UNAUTHENTICATED -> 401;
                    case FORBIDDEN -> 403;
                    case NOT_FOUND -> 404;
                    case CONFLICT -> 409;
                    case PRECONDITION -> 412;
                    case UNAVAILABLE -> 503;
                },
                code.name());
        assertThat(answer.json().path("detail").asString()).isEqualTo("Because");
        assertThat(answer.json().path("details").path("limit").asString()).isEqualTo("3");
        assertThat(answer.json().path("requestId").asString()).isEqualTo("0b7c54a2-4f3e-4a1b-9c8d-2e6f1a7b3c5d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"text\":\"a\",\"targets\":[]             | MALFORMED_JSON |",
                "{\"text\":\"a\",\"targets\":[]} {}         | WRONG_TYPE     |",
                "{\"text\":\"a\",\"text\":\"b\",\"targets\":[]} | MALFORMED_JSON |",
                "not json                                   | MALFORMED_JSON |",
                "``                                         | MALFORMED_JSON |",
                "{\"text\":7,\"targets\":[]}                | WRONG_TYPE     | text",
                "{\"text\":true,\"targets\":[]}             | WRONG_TYPE     | text",
                "{\"text\":\"a\",\"targets\":\"b\"}         | WRONG_TYPE     | targets",
                "[]                                         | WRONG_TYPE     |",
                "\"text\"                                   | WRONG_TYPE     |",
                "{\"text\":\"a\",\"targets\":[],\"state\":\"PUBLISHED\"} | UNKNOWN_FIELD | state",
                "{\"targets\":[]}                           | VALUE_INVALID  | text",
                "{\"text\":null,\"targets\":[]}             | VALUE_INVALID  | text",
                "{\"text\":\"a\"}                           | VALUE_INVALID  | targets",
                "{\"text\":\"a\",\"targets\":[\"acct_1\"]}  | INVALID_ID     |",
                "{\"text\":\"a\",\"targets\":[null]}        | VALUE_INVALID  | targets[0]",
                "{\"postId\":\"../x\",\"text\":\"a\",\"targets\":[]} | INVALID_ID |",
            })
    void givenBadBody_whenDrafting_thenRefusedAndNothingSent(String body, String code, String field) {
        Http.Answer answer = http.post(path("/posts"), body);

        assertRefused(answer, 400, code);
        if (field != null) {
            assertThat(answer.json().path("details").toString()).contains(field);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1764581400, Europe/Berlin, ''",
        "2026-12-01T09:30Z, Europe/Berlin, ''",
        "2026-13-01T09:30, Europe/Berlin, ''",
        "2026-12-01T09:30, Europe/Berlin, SOMETIME",
        "2026-12-01T09:30, Europe/Berlin, 1"
    })
    void givenBadTime_whenScheduling_thenWrongType(String at, String zone, String occurrence) {
        String quotedAt = at.matches("\\d+") ? at : '"' + at + '"';
        String extra = occurrence.isEmpty()
                ? ""
                : ",\"occurrence\":" + (occurrence.matches("\\d+") ? occurrence : '"' + occurrence + '"');

        Http.Answer answer = http.post(
                path("/posts/" + post + "/schedule"),
                "{\"at\":" + quotedAt + ",\"timeZone\":\"" + zone + "\"" + extra + "}");

        assertRefused(answer, 400, "WRONG_TYPE");
    }

    @Test
    void givenOtherContentType_whenDrafting_thenUnsupported() {
        assertRefused(
                http.send("POST", path("/posts"), HttpRequest.BodyPublishers.ofString("text=a"), "text/plain"),
                415,
                "MEDIA_TYPE_UNSUPPORTED");
    }

    @Test
    void givenOtherMethod_whenSent_thenNotAllowedAndTold() {
        Http.Answer answer = http.put(path("/posts"), "{}");

        assertRefused(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void givenUnknownPath_whenAsked_thenNotFound() {
        assertRefused(http.get("/api/nothing"), 404, "PATH_UNKNOWN");
        assertRefused(http.get("/nothing"), 404, "PATH_UNKNOWN");
        assertRefused(anonymous.get("/api/nothing"), 401, "NOT_AUTHENTICATED");
    }

    @Test
    void givenBadParameters_whenAsked_thenEachIsNamed() {
        assertRefused(http.get(path("/posts?limit=0")), 400, "PARAMETER_INVALID");
        assertRefused(http.get(path("/posts?limit=ten")), 400, "PARAMETER_INVALID");
        assertRefused(http.get(path("/posts?state=LOST")), 400, "PARAMETER_INVALID");
        assertRefused(http.get(path("/posts/" + post + "?atLeastVersion=-1")), 400, "PARAMETER_INVALID");
        assertRefused(http.get(path("/posts/" + post + "/metrics?from=yesterday")), 400, "PARAMETER_INVALID");
        assertRefused(http.get(path("/calendar/2026-13")), 400, "PARAMETER_INVALID");
        assertRefused(http.get(path("/posts/post_1")), 400, "INVALID_ID");
        assertRefused(http.get("/api/workspaces/mine/posts"), 400, "INVALID_ID");
        assertThat(http.get(path("/posts?limit=0")).json().path("details").propertyNames())
                .containsExactly("limit");
    }

    @Test
    void givenBadHeaders_whenDrafting_thenRefused() {
        String body = "{\"text\":\"a\",\"targets\":[]}";
        assertRefused(http.with("If-Match", "3").post(path("/posts"), body), 400, "IF_MATCH_INVALID");
        assertRefused(http.with("If-Match", "*").post(path("/posts"), body), 400, "IF_MATCH_INVALID");
        assertRefused(http.with("Time-Zone", "Mars/Olympus").post(path("/posts"), body), 400, "TIME_ZONE_UNKNOWN");
        assertRefused(http.with("Idempotency-Key", "short").post(path("/posts"), body), 400, "IDEMPOTENCY_KEY_INVALID");
        assertRefused(
                http.with("Idempotency-Key", "x".repeat(129)).post(path("/posts"), body),
                400,
                "IDEMPOTENCY_KEY_INVALID");
    }

    @Test
    void givenNoMember_whenAsked_thenWorkspaceNotFound() {
        rooms.empty();
        rooms.onCommand(
                DraftPost.class, command -> new CommandResult(command.postId().value(), 0));

        assertRefused(http.post(path("/posts"), "{\"text\":\"a\",\"targets\":[]}"), 404, "WORKSPACE_NOT_FOUND");
    }

    @Test
    void givenViewer_whenDrafting_thenNotPermitted() {
        rooms.member(workspace, user, Role.VIEWER);

        assertRefused(http.post(path("/posts"), "{\"text\":\"a\",\"targets\":[]}"), 403, "NOT_PERMITTED");
    }

    @Test
    void givenConnectionThatThePoolHasClosed_whenAsked_thenUnavailableAndNoDefect() {
        rooms.onQuery(FindPost.class, PostView.class, query -> {
            throw new IllegalStateException(new SQLException("Connection is closed"));
        });

        assertRefused(http.get(path("/posts/" + post)), 503, "SERVICE_UNAVAILABLE");
    }

    @Test
    void givenKeysThatCannotBeHad_whenAsked_thenUnavailableAndNoDefect() {
        rooms.onQuery(FindPost.class, PostView.class, query -> {
            throw new IllegalStateException(new KeysAwayException("Where keys are is nobody's business"));
        });

        Http.Answer answer = http.get(path("/posts/" + post));

        assertRefused(answer, 503, "SERVICE_UNAVAILABLE");
        assertThat(answer.raw().body()).doesNotContain("business");
    }

    @Test
    void givenNobodyWhoHandles_whenAsked_thenUnavailable() {
        Http.Answer answer = http.get(path("/posts/" + post));

        assertRefused(answer, 503, "SERVICE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void givenHandlerThatBreaks_whenAsked_thenNothingIsTold() {
        rooms.onQuery(FindPost.class, PostView.class, query -> {
            throw new IllegalStateException("password of the database is hunter2");
        });

        Http.Answer answer = http.get(path("/posts/" + post));

        assertRefused(answer, 500, "UNEXPECTED");
        assertThat(answer.raw().body()).doesNotContain("hunter2").doesNotContain("Exception");
    }
}
