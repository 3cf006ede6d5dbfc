package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A write that is repeated with its Idempotency-Key answers as the first time, and makes no event. */
class RepeatIT extends ProductIT {
    private Http http;
    private String workspace;

    @BeforeAll
    void aWorkspace() {
        http = signUp();
        workspace = createWorkspace(http);
    }

    private void assertOnce(Function<Http, Http.Answer> write) {
        Http keyed = http.with("Idempotency-Key", ids.next("key", id -> id));
        Http.Answer first = write.apply(keyed);
        assertThat(first.status()).as(first.raw().body()).isIn(200, 201);
        Map<String, Long> after = rows();

        Http.Answer again = write.apply(keyed);

        assertThat(again.status()).as(again.raw().body()).isEqualTo(first.status());
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(rows()).isEqualTo(after);
    }

    @Test
    void givenCreatedWorkspace_whenCreatedAgain_thenTheSameAnswer() {
        assertOnce(keyed -> keyed.post("/api/workspaces", "{\"name\":\"Engines\",\"timeZone\":\"UTC\"}"));
    }

    @Test
    void givenDraftedEditedAndDeletedPost_whenEachIsRepeated_thenTheSameAnswers() {
        assertOnce(keyed -> keyed.post(workspace + "/posts", "{\"text\":\"a\",\"targets\":[]}"));
        String post = http.post(workspace + "/posts", "{\"text\":\"a\",\"targets\":[]}")
                .json()
                .path("id")
                .asString();
        assertOnce(keyed -> keyed.put(workspace + "/posts/" + post + "/content", "{\"text\":\"b\",\"targets\":[]}"));
        assertOnce(keyed -> keyed.delete(workspace + "/posts/" + post));
    }
}
