package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.CommandResult;
import io.postledger.api.MessageContext;
import io.postledger.api.history.BeginOperatorExport;
import io.postledger.api.history.FindWorkspaceOf;
import io.postledger.api.history.OperatorExportKind;
import io.postledger.api.history.OperatorTrailId;
import io.postledger.api.history.WorkspaceOf;
import io.postledger.api.projection.ChangeRebuild;
import io.postledger.api.projection.CopyProjection;
import io.postledger.api.projection.FindLetters;
import io.postledger.api.projection.FindProjections;
import io.postledger.api.projection.LetterList;
import io.postledger.api.projection.LettersRetried;
import io.postledger.api.projection.ProjectionList;
import io.postledger.api.projection.ProjectionView;
import io.postledger.api.projection.RebuildProjection;
import io.postledger.api.projection.RetryLetters;
import io.postledger.api.workspace.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Projections are for whoever has the operator key, and for nobody else. */
class OperatorTest extends WebTest {
    private static final String KEY = "b3BlcmF0b3IgYW5kIGxvbmcgZW5vdWdoIGZvciBpdA";
    private static final String WORKSPACE = "ws_01jqaaaaaaaaaaaaaaaaaaaaaa";
    private static final ProjectionView POSTS = new ProjectionView(
            "posts",
            1,
            7,
            0L,
            null,
            1,
            "java.lang.IllegalStateException at Somewhere.java:1",
            List.of(new ProjectionView.Target("posts", "mongodb", null, null)),
            null,
            List.of(),
            List.of());

    private Http operator;

    @DynamicPropertySource
    static void operatorKey(DynamicPropertyRegistry registry) throws IOException {
        Path file = Files.createTempFile("postledger-test", ".key");
        file.toFile().deleteOnExit();
        Files.writeString(file, KEY + "\n");
        registry.add("postledger.web.operator-key-file", file::toString);
    }

    @BeforeEach
    void rooms() {
        operator = anonymous.with("Operator-Key", KEY);
        rooms.onQuery(FindProjections.class, ProjectionList.class, query -> new ProjectionList(List.of(POSTS)));
        rooms.onCommand(RebuildProjection.class, command -> POSTS);
        rooms.onCommand(ChangeRebuild.class, command -> POSTS);
        rooms.onQuery(
                FindLetters.class, LetterList.class, query -> new LetterList(List.of(letter(query.payload())), 1));
        rooms.onCommand(RetryLetters.class, command -> new LettersRetried(1, 0, false));
        rooms.onQuery(FindWorkspaceOf.class, WorkspaceOf.class, query -> new WorkspaceOf(WORKSPACE));
        rooms.onCommand(
                BeginOperatorExport.class,
                command -> new CommandResult(command.trailId().value(), 0));
    }

    @Test
    void givenTheKey_thenListedRebuiltPausedAndCancelled() {
        Http.Answer list = operator.get("/api/projections");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().path("items").path(0).path("name").asString()).isEqualTo("posts");

        assertThat(operator.post("/api/projections/posts/rebuilds", "").status())
                .isEqualTo(202);
        assertThat(rooms.received(RebuildProjection.class).getPayload())
                .isEqualTo(new RebuildProjection("posts", false));
        assertThat(operator.post("/api/projections/posts/rebuilds/current/pause", "")
                        .status())
                .isEqualTo(202);
        assertThat(rooms.received(ChangeRebuild.class).getPayload())
                .isEqualTo(new ChangeRebuild("posts", null, ChangeRebuild.Change.PAUSE));
    }

    private static LetterList.Letter letter(boolean payload) {
        return new LetterList.Letter(
                1,
                "post_1",
                "post_1",
                2,
                40,
                "post.PostEdited",
                Instant.EPOCH,
                "java.lang.IllegalStateException",
                1,
                payload ? "{}" : null);
    }

    @Test
    void givenTheKey_thenLettersAreShownWithTheirPayloadWhereAskedForAndRetried() {
        Http.Answer letters = operator.get("/api/projections/posts/letters");
        assertThat(letters.json().path("items").path(0).path("cause").asString())
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(letters.json().path("items").path(0).path("payload").isString())
                .isFalse();
        assertThat(rooms.receivedNone(BeginOperatorExport.class))
                .as("what happened to events is not what they say")
                .isTrue();
        operator.get("/api/projections/posts/letters?sequence=post_1&payload=true&limit=5");
        assertThat(rooms.received(FindLetters.class).getPayload())
                .isEqualTo(new FindLetters("posts", "post_1", true, 5));

        Http.Answer retried = operator.post("/api/projections/posts/letters/retry?sequence=post_1", "");
        assertThat(retried.json().path("takenIn").asInt()).isEqualTo(1);
        assertThat(rooms.received(RetryLetters.class).getPayload()).isEqualTo(new RetryLetters("posts", "post_1"));
        assertThat(http.get("/api/projections/posts/letters").code()).isEqualTo("OPERATOR_KEY_INVALID");
    }

    @Test
    void whenLettersAreShownWithTheirPayload_thenOnRecordWhereTheyBelong() {
        operator.get("/api/projections/posts/letters?sequence=post_1&payload=true&reason=INC-2041");

        Message<?> ofOne = rooms.received(BeginOperatorExport.class);
        BeginOperatorExport taken = (BeginOperatorExport) ofOne.getPayload();
        assertThat(taken.trailId()).isEqualTo(OperatorTrailId.of(new WorkspaceId(WORKSPACE)));
        assertThat(taken.kind()).isEqualTo(OperatorExportKind.LETTERS);
        assertThat(taken.selection()).isEqualTo(Map.of("projection", "posts", "sequence", "post_1"));
        assertThat(taken.reason()).isEqualTo("INC-2041");
        assertThat(ofOne.getMetaData())
                .containsEntry(MessageContext.ACTOR, MessageContext.OPERATOR)
                .containsEntry(MessageContext.WORKSPACE, WORKSPACE);

        operator.get("/api/projections/posts/letters?payload=true");
        Message<?> ofAll = rooms.received(BeginOperatorExport.class);
        assertThat(((BeginOperatorExport) ofAll.getPayload()).trailId()).isEqualTo(OperatorTrailId.INSTALLATION);
        assertThat(ofAll.getMetaData()).doesNotContainKey(MessageContext.WORKSPACE);
    }

    @Test
    void givenNobodyWritesItDown_whenLettersAreAskedForWithTheirPayload_thenRefusedAndNotShown() {
        rooms.empty();
        rooms.onQuery(FindLetters.class, LetterList.class, query -> new LetterList(List.of(letter(true)), 1));

        Http.Answer answer = operator.get("/api/projections/posts/letters?payload=true");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(answer.raw().body()).doesNotContain("post.PostEdited");
        assertThat(operator.get("/api/projections/posts/letters").status()).isEqualTo(200);
    }

    @Test
    void givenTheKey_thenComparedSwitchedAndCopied() {
        operator.post("/api/projections/posts/rebuilds?compare=true", "");
        assertThat(rooms.received(RebuildProjection.class).getPayload())
                .isEqualTo(new RebuildProjection("posts", true));
        operator.post("/api/projections/posts/rebuilds/current/switch", "");
        assertThat(rooms.received(ChangeRebuild.class).getPayload())
                .isEqualTo(new ChangeRebuild("posts", null, ChangeRebuild.Change.SWITCH));

        rooms.onCommand(CopyProjection.class, command -> POSTS);
        String copy = "/api/projections/posts/copies/then";
        assertThat(operator.put(copy + "?instant=2026-03-01T12:00:00Z", "").status())
                .isEqualTo(202);
        assertThat(rooms.received(CopyProjection.class).getPayload())
                .isEqualTo(new CopyProjection("posts", "then", null, Instant.parse("2026-03-01T12:00:00Z")));
        assertThat(operator.put(copy + "?position=many", "").status()).isEqualTo(400);

        assertThat(operator.post(copy + "/resume", "").status()).isEqualTo(202);
        assertThat(rooms.received(ChangeRebuild.class).getPayload())
                .isEqualTo(new ChangeRebuild("posts", "then", ChangeRebuild.Change.RESUME));
        assertThat(operator.delete(copy).status()).isEqualTo(202);
        assertThat(rooms.received(ChangeRebuild.class).getPayload())
                .isEqualTo(new ChangeRebuild("posts", "then", ChangeRebuild.Change.CANCEL));
    }

    @Test
    void givenNoKeyAnotherOrAUser_thenRefusedAndNothingIsSent() {
        for (Http stranger :
                new Http[] {anonymous, http, anonymous.with("Operator-Key", ""), http.with("Operator-Key", KEY + "x")
                }) {
            Http.Answer answer = stranger.post("/api/projections/posts/rebuilds", "");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("OPERATOR_KEY_INVALID");
        }
        assertThat(rooms.receivedNone(RebuildProjection.class)).isTrue();
    }

    @Test
    void whenExportsAreAskedFor_thenTheKeyComesFirstAndThisNodeHasNone() {
        assertThat(http.get("/api/exports/events").code()).isEqualTo("OPERATOR_KEY_INVALID");
        assertThat(anonymous.get("/api/exports/projections/posts/posts").status())
                .isEqualTo(403);
        assertThat(operator.get("/api/exports/events?limit=0").code()).isEqualTo("PARAMETER_INVALID");
        assertThat(operator.get("/api/exports/events?from=yesterday").status()).isEqualTo(400);
        assertThat(http.get("/api/exports/projections/posts/posts?copy=then").code())
                .isEqualTo("OPERATOR_KEY_INVALID");
        Http.Answer answer = operator.get("/api/exports/events");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("ROLE_NOT_HERE");
    }
}
