package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.projection.ChangeRebuild;
import io.postledger.api.projection.FindProjections;
import io.postledger.api.projection.ProjectionList;
import io.postledger.api.projection.ProjectionView;
import io.postledger.api.projection.RebuildProjection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Projections are for whoever has the operator key, and for nobody else. */
class OperatorTest extends WebTest {
    private static final String KEY = "b3BlcmF0b3IgYW5kIGxvbmcgZW5vdWdoIGZvciBpdA";
    private static final ProjectionView POSTS = new ProjectionView(
            "posts",
            1,
            7,
            0L,
            null,
            List.of(new ProjectionView.Target("posts", "mongodb", null, null)),
            null,
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
    }

    @Test
    void givenTheKey_thenListedRebuiltPausedAndCancelled() {
        Http.Answer list = operator.get("/api/projections");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().path("items").path(0).path("name").asString()).isEqualTo("posts");

        assertThat(operator.post("/api/projections/posts/rebuilds", "").status())
                .isEqualTo(202);
        assertThat(rooms.received(RebuildProjection.class).getPayload()).isEqualTo(new RebuildProjection("posts"));
        assertThat(operator.post("/api/projections/posts/rebuilds/current/pause", "")
                        .status())
                .isEqualTo(202);
        assertThat(rooms.received(ChangeRebuild.class).getPayload())
                .isEqualTo(new ChangeRebuild("posts", ChangeRebuild.Change.PAUSE));
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
        Http.Answer answer = operator.get("/api/exports/events");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("ROLE_NOT_HERE");
    }
}
