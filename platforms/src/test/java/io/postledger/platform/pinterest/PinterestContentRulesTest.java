package io.postledger.platform.pinterest;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.RulesByPlatform;
import io.postledger.platform.rules.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PinterestContentRulesTest {

    private static final Attachment PHOTO = file("image/jpeg", 900_000, 1_000, 1_500, null, "a boat");
    private static final Attachment VIDEO = file("video/mp4", 9_000_000, 1_080, 1_920, 30_000L, null);

    private static Attachment file(String type, long bytes, int width, int height, Long millis, String alt) {
        return new Attachment("media_1", type, bytes, "00", width, height, millis, alt);
    }

    private static List<String> codes(String text, List<Attachment> media, Map<String, String> more) {
        Map<String, String> options = new HashMap<>(Map.of("board_id", "549755885175"));
        options.putAll(more);
        return RulesByPlatform.standard().validate(Platform.PINTEREST, new Content(text, media, options)).stream()
                .map(Violation::code)
                .toList();
    }

    private static List<String> codes(Attachment... media) {
        return codes("text", List.of(media), Map.of());
    }

    private static List<String> option(String name, String value) {
        return codes("text", List.of(VIDEO), Map.of(name, value));
    }

    @Test
    void givenWhatPinterestTakes_whenValidated_thenNothing() {
        assertThat(codes(PHOTO)).isEmpty();
        assertThat(codes(VIDEO)).isEmpty();
        assertThat(codes(VIDEO, PHOTO)).as("with a cover").isEmpty();
        assertThat(codes(
                        "",
                        List.of(VIDEO),
                        Map.of(
                                "title", "Tide",
                                "link", "https://example.com/tide",
                                "board_section_id", "12",
                                "cover_image_key_frame_time", "3")))
                .isEmpty();
    }

    @Test
    void givenNoBoardOrNoMedia_whenValidated_thenIncompleteButNotWrong() {
        List<Violation> found = RulesByPlatform.standard().validate(Platform.PINTEREST, new Content("text"));

        assertThat(found)
                .extracting(Violation::code)
                .containsExactlyInAnyOrder(Violation.MEDIA_REQUIRED, Violation.OPTION_REQUIRED);
        assertThat(found).allMatch(Violation::isIncomplete);
    }

    @Test
    void givenTexts_whenValidated_thenTheirLengthsInCharactersAreBounded() {
        assertThat(codes("🌊".repeat(800), List.of(PHOTO), Map.of())).isEmpty();
        assertThat(codes("a".repeat(801), List.of(PHOTO), Map.of())).containsExactly(Violation.CONTENT_TOO_LONG);
        assertThat(option("title", "a".repeat(101))).containsExactly(Violation.OPTION_INVALID);
        assertThat(codes(file("image/png", 1, 10, 10, null, "a".repeat(501))))
                .containsExactly(Violation.CONTENT_TOO_LONG);
    }

    @Test
    void givenFilesOutOfBounds_whenValidated_thenSaid() {
        assertThat(codes(PHOTO, PHOTO)).containsExactly(Violation.MEDIA_TOO_MANY);
        assertThat(codes(file("image/gif", 1, 1, 1, null, null))).containsExactly(Violation.MEDIA_TYPE_NOT_ACCEPTED);
        assertThat(codes(file("image/png", 20_000_001, 1, 1, null, null))).containsExactly(Violation.MEDIA_TOO_LARGE);
        assertThat(codes(file("video/quicktime", 1, 400, 1_000, 3_999L, null)))
                .containsExactly(Violation.MEDIA_RATIO_NOT_ACCEPTED, Violation.MEDIA_TOO_SHORT);
        assertThat(codes(file("video/mp4", 2_000_000_001, 1_000, 1_000, 900_001L, null)))
                .containsExactly(Violation.MEDIA_TOO_LARGE, Violation.MEDIA_TOO_LONG);
    }

    @Test
    void givenOptionsOfAWrongForm_whenValidated_thenSaid() {
        assertThat(option("board_id", "Ideas")).containsExactly(Violation.OPTION_INVALID);
        assertThat(option("board_section_id", "x")).containsExactly(Violation.OPTION_INVALID);
        assertThat(option("link", "example.com")).containsExactly(Violation.OPTION_INVALID);
        assertThat(option("cover_image_key_frame_time", "-1")).containsExactly(Violation.OPTION_INVALID);
        assertThat(option("privacy", "public")).containsExactly(Violation.OPTION_UNKNOWN);
    }
}
