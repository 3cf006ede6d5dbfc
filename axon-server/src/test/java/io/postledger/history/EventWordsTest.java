package io.postledger.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.EventCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class EventWordsTest {
    private final EventWords words = new EventWords();

    static Iterable<EventCatalogue.Entry> entries() {
        return new EventCatalogue().all();
    }

    @Test
    void thereAreWordsForEveryEventAndNoOther() {
        assertThat(words.names())
                .isEqualTo(new EventCatalogue()
                        .all().stream().map(EventCatalogue.Entry::name).collect(Collectors.toSet()));
    }

    /** Every value that a template names is there in a whole event. */
    @ParameterizedTest
    @MethodSource("entries")
    void givenAWholeEvent_thenItsWordsAreComplete(EventCatalogue.Entry entry) throws IOException {
        String file = "/golden/" + entry.name() + ".v" + entry.revision() + ".json";
        try (InputStream golden = EventWordsTest.class.getResourceAsStream(file)) {
            Map<String, Object> fields =
                    JsonMapper.shared().readValue(golden, new TypeReference<Map<String, Object>>() {});

            assertThat(words.of(entry.name(), fields)).isNotBlank().doesNotContain("?", "{", "}", "[", "]");
        }
    }

    @Test
    void givenWhatMayBeMissing_thenItIsLeftOut() {
        assertThat(words.of(
                        "publication.PublicationFailed",
                        Map.of("attempt", 2, "reason", "REFUSED", "message", "", "exchange", Map.of("status", 403))))
                .isEqualTo("Attempt 2: failed for good: REFUSED (the network answered 403)");
    }

    /** What people write is never read as a template, and a long text is cut between characters. */
    @Test
    void givenTextLikeATemplate_thenItIsOnlyText() {
        assertThat(words.of("workspace.WorkspaceCreated", Map.of("name", "$1 {timeZone} [x]", "timeZone", "UTC")))
                .contains("“$1 {timeZone} [x]”");
        String faces = "a" + "😀".repeat(200);
        assertThat(words.of("post.PostDrafted", Map.of("text", faces))).contains("a" + "😀".repeat(59) + "…”");
    }
}
