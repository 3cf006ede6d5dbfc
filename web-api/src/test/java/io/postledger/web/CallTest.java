package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.CommandResult;
import io.postledger.api.MessageContext;
import io.postledger.api.post.DraftPost;
import io.postledger.api.post.EditPost;
import io.postledger.api.post.FindPosts;
import io.postledger.api.post.PostPage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallTest extends WebTest {
    private static final String BODY = "{\"text\":\"a\",\"targets\":[]}";

    @BeforeEach
    void rooms() {
        rooms.onCommand(
                DraftPost.class, command -> new CommandResult(command.postId().value(), 0));
        rooms.onCommand(
                EditPost.class, command -> new CommandResult(command.postId().value(), 4));
    }

    @Test
    void givenHeaders_whenWriting_thenTheMessageCarriesThemAndWhoAndWhere() {
        Http.Answer answer = http.with("Idempotency-Key", "0b7c54a2-4f3e-4a1b-9c8d-2e6f1a7b3c5d")
                .with("If-Match", "\"3\"")
                .with("Time-Zone", "Europe/Berlin")
                .put(path("/posts/" + post + "/content"), BODY);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"4\"");
        assertThat(answer.json().toString()).isEqualTo("{\"id\":\"" + post + "\",\"version\":4}");
        assertThat(rooms.received(EditPost.class).getMetaData())
                .containsEntry(MessageContext.WORKSPACE, workspace.value())
                .containsEntry(MessageContext.ACTOR, "user:" + user)
                .containsEntry(MessageContext.REQUEST_ID, "0b7c54a2-4f3e-4a1b-9c8d-2e6f1a7b3c5d")
                .containsEntry(MessageContext.SOURCE, "web")
                .containsEntry(MessageContext.TIME_ZONE, "Europe/Berlin")
                .containsEntry(MessageContext.EXPECTED_VERSION, 3L);
    }

    @Test
    void givenAKeyThatSaysSomething_whenWritingTwice_thenTheMessageHasTheSameIdThatDoesNot() {
        Http keyed = http.with("Idempotency-Key", "jane.doe@example.com-1");
        keyed.post(path("/posts"), BODY);
        Object first = rooms.received(DraftPost.class).getMetaData().get(MessageContext.REQUEST_ID);
        keyed.post(path("/posts"), BODY);

        assertThat(UUID.fromString((String) first).version()).isEqualTo(8);
        assertThat(rooms.received(DraftPost.class).getMetaData()).containsEntry(MessageContext.REQUEST_ID, first);
        http.with("Idempotency-Key", "jane.doe@example.com-2").post(path("/posts"), BODY);
        assertThat(rooms.received(DraftPost.class).getMetaData()).doesNotContainEntry(MessageContext.REQUEST_ID, first);
    }

    @Test
    void givenTagWithChecksum_whenWriting_thenItsVersionIsExpected() {
        http.with("If-Match", "\"12.5f0c\"").put(path("/posts/" + post + "/content"), BODY);

        assertThat(rooms.received(EditPost.class).getMetaData()).containsEntry(MessageContext.EXPECTED_VERSION, 12L);
    }

    @Test
    void givenNoHeaders_whenAskingTwice_thenEachHasARequestIdOfItsOwn() {
        rooms.onQuery(FindPosts.class, PostPage.class, query -> new PostPage(List.of(), null));

        http.get(path("/posts"));
        Object first = rooms.received(FindPosts.class).getMetaData().get(MessageContext.REQUEST_ID);
        http.get(path("/posts"));

        assertThat(first).isNotNull();
        assertThat(rooms.received(FindPosts.class).getMetaData())
                .doesNotContainEntry(MessageContext.REQUEST_ID, first)
                .doesNotContainKey(MessageContext.EXPECTED_VERSION)
                .doesNotContainKey(MessageContext.TIME_ZONE);
    }

    @Test
    void givenNoId_whenDraftingTwiceWithOneKey_thenBothNameOnePost() {
        Http keyed = http.with("Idempotency-Key", "draft-0001");
        String first = keyed.post(path("/posts"), BODY).json().path("id").asString();
        String again = keyed.post(path("/posts"), BODY).json().path("id").asString();

        assertThat(again).isEqualTo(first).startsWith("post_");
        assertThat(http.with("Idempotency-Key", "draft-0002")
                        .post(path("/posts"), BODY)
                        .json()
                        .path("id")
                        .asString())
                .isNotEqualTo(first);
    }

    @Test
    void givenNoIdAndNoKey_whenDraftingTwice_thenTwoPosts() {
        String first = http.post(path("/posts"), BODY).json().path("id").asString();
        String second = http.post(path("/posts"), BODY).json().path("id").asString();

        assertThat(second).isNotEqualTo(first);
    }
}
