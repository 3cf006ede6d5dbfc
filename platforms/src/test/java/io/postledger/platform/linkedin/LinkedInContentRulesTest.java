package io.postledger.platform.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.RulesByPlatform;
import io.postledger.platform.rules.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkedInContentRulesTest {

    private static final Attachment PHOTO = file("image/jpeg", 900_000, 6_000, 6_000, null, "a boat");
    private static final Attachment VIDEO = file("video/mp4", 9_000_000, 1920, 1080, 30_000L, null);

    private static Attachment file(String type, long bytes, int width, int height, Long millis, String alt) {
        return new Attachment("media_1", type, bytes, "00", width, height, millis, alt);
    }

    private static List<String> codes(String text, List<Attachment> media, Map<String, String> options) {
        return RulesByPlatform.standard().validate(Platform.LINKEDIN, new Content(text, media, options)).stream()
                .map(Violation::code)
                .toList();
    }

    private static List<String> codes(Attachment... media) {
        return codes("text", List.of(media), Map.of());
    }

    @Test
    void givenWhatLinkedInTakes_whenValidated_thenNothing() {
        assertThat(codes()).isEmpty();
        assertThat(codes(PHOTO)).isEmpty();
        assertThat(codes("text", Collections.nCopies(20, PHOTO), Map.of("visibility", "CONNECTIONS")))
                .isEmpty();
        assertThat(codes("text", List.of(VIDEO), Map.of("title", "Tide"))).isEmpty();
        assertThat(codes(
                        "text",
                        List.of(),
                        Map.of(
                                "article_url",
                                "https://example.com/a",
                                "article_title",
                                "A",
                                "article_description",
                                "B")))
                .isEmpty();
    }

    @Test
    void givenText_whenValidated_then3000CharactersAreTheMostAndSomeTheLeast() {
        assertThat(codes("(".repeat(3_000), List.of(), Map.of())).isEmpty();
        assertThat(codes("a".repeat(3_001), List.of(), Map.of())).containsExactly(Violation.CONTENT_TOO_LONG);
        assertThat(codes(" \n", List.of(PHOTO), Map.of())).containsExactly(Violation.CONTENT_EMPTY);
    }

    @Test
    void givenMediaThatDoesNotGoTogether_whenValidated_thenSaid() {
        assertThat(codes(PHOTO, VIDEO)).containsExactly(Violation.MEDIA_MIX_NOT_ACCEPTED);
        assertThat(codes(VIDEO, VIDEO)).containsExactly(Violation.MEDIA_TOO_MANY);
        assertThat(codes("text", Collections.nCopies(21, PHOTO), Map.of())).containsExactly(Violation.MEDIA_TOO_MANY);
    }

    @Test
    void givenFileOutOfBounds_whenValidated_thenSaid() {
        assertThat(codes(file("image/webp", 1, 1, 1, null, null))).containsExactly(Violation.MEDIA_TYPE_NOT_ACCEPTED);
        assertThat(codes(file("image/png", 1, 6_100, 6_000, null, null)))
                .containsExactly(Violation.MEDIA_DIMENSIONS_NOT_ACCEPTED);
        assertThat(codes(file("image/png", 1, 10, 10, null, "a".repeat(4_087))))
                .containsExactly(Violation.CONTENT_TOO_LONG);
        assertThat(codes(file("video/mp4", 500_000_001, 10, 10, 1_800_001L, null)))
                .containsExactly(Violation.MEDIA_TOO_LARGE, Violation.MEDIA_TOO_LONG);
        assertThat(codes(file("video/mp4", 74_999, 10, 10, 2_999L, null)))
                .containsExactly(Violation.MEDIA_TOO_SHORT, Violation.MEDIA_TOO_SHORT);
    }

    @Test
    void givenArticle_whenValidated_thenItNeedsATitleAndNoMedia() {
        assertThat(codes("text", List.of(), Map.of("article_url", "https://example.com")))
                .containsExactly(Violation.OPTION_REQUIRED);
        assertThat(codes("text", List.of(PHOTO), Map.of("article_url", "https://example.com", "article_title", "A")))
                .containsExactly(Violation.MEDIA_MIX_NOT_ACCEPTED);
        assertThat(codes("text", List.of(), Map.of("article_url", "javascript:alert(1)", "article_title", "A")))
                .containsExactly(Violation.OPTION_INVALID);
    }

    @Test
    void givenUnknownVisibility_whenValidated_thenSaid() {
        assertThat(codes("text", List.of(), Map.of("visibility", "EVERYONE")))
                .containsExactly(Violation.OPTION_INVALID);
    }
}
