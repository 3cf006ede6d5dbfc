package io.postledger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiTest {
    @Test
    void givenWordsThatNoCommandTakes_whenRead_thenPlain() {
        JsonNode answer = Api.parse("{\"errors\":[{\"message\":\"No\\u0000 \\u001b[2J\\ud83d!\\n\"}],\"id\":\"😀\"}");

        assertThat(answer.path("errors").path(0).path("message").asString()).isEqualTo("No\uFFFD \uFFFD[2J\uFFFD!\n");
        assertThat(answer.path("id").asString()).isEqualTo("😀");
    }

    @Test
    void givenNoJson_whenRead_thenMissing() {
        assertThat(Api.parse("<html>").isMissingNode()).isTrue();
        assertThat(Api.parse(" ").isMissingNode()).isTrue();
    }

    @Test
    void givenLongWords_whenCut_thenBetweenCharacters() {
        String title = "a".repeat(299);

        assertThat(new ApiError(null, title + "😀").titleOrNull()).isEqualTo(title);
        assertThat(new ApiError(null, title + "bc").titleOrNull()).isEqualTo(title + "b");
    }
}
