package io.postledger.platform.tiktok;

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

class TikTokContentRulesTest {

    private static final Map<String, String> PUBLIC = Map.of("privacyLevel", "PUBLIC_TO_EVERYONE");
    private static final Attachment VIDEO = video(1080, 1920, 60_000);
    private static final Attachment PHOTO = photo("image/jpeg", 1080, 1920);

    private final RulesByPlatform rules = RulesByPlatform.standard();

    @Test
    void givenVideoOrPhotos_whenValidated_thenNothingIsWrong() {
        assertThat(codes("", List.of(VIDEO), PUBLIC)).isEmpty();
        assertThat(codes("a".repeat(2_200), List.of(VIDEO), PUBLIC)).isEmpty();
        assertThat(codes("a".repeat(4_000), Collections.nCopies(35, PHOTO), PUBLIC))
                .isEmpty();
        assertThat(codes(
                        "",
                        List.of(PHOTO, PHOTO),
                        Map.of("privacyLevel", "SELF_ONLY", "title", "a".repeat(90), "photoCoverIndex", "1")))
                .isEmpty();
    }

    @Test
    void givenNothing_whenValidated_thenMediaAndPrivacyAreMissing() {
        List<Violation> found = rules.validate(Platform.TIKTOK, new Content("text"));

        assertThat(found)
                .extracting(Violation::code)
                .containsExactlyInAnyOrder(Violation.MEDIA_REQUIRED, Violation.OPTION_REQUIRED);
        assertThat(found).allMatch(Violation::isIncomplete);
    }

    /** A wave has two UTF-16 units. */
    @Test
    void givenLongText_whenValidated_thenUtf16UnitsAreCounted() {
        assertThat(codes("\uD83C\uDF0A".repeat(1_100), List.of(VIDEO), PUBLIC)).isEmpty();
        assertThat(codes("\uD83C\uDF0A".repeat(1_100) + "a", List.of(VIDEO), PUBLIC))
                .containsExactly(Violation.CONTENT_TOO_LONG);
        assertThat(codes("a".repeat(4_001), List.of(PHOTO), PUBLIC)).containsExactly(Violation.CONTENT_TOO_LONG);
    }

    @Test
    void givenMediaThatTikTokDoesNotTake_whenValidated_thenEachIsSaid() {
        assertThat(codes("", List.of(VIDEO, PHOTO), PUBLIC)).containsExactly(Violation.MEDIA_MIX_NOT_ACCEPTED);
        assertThat(codes("", List.of(VIDEO, VIDEO), PUBLIC)).containsExactly(Violation.MEDIA_TOO_MANY);
        assertThat(codes("", Collections.nCopies(36, PHOTO), PUBLIC)).containsExactly(Violation.MEDIA_TOO_MANY);
        assertThat(codes("", List.of(photo("image/png", 100, 100)), PUBLIC))
                .containsExactly(Violation.MEDIA_TYPE_NOT_ACCEPTED);
        assertThat(codes("", List.of(photo("image/jpeg", 1081, 1081)), PUBLIC))
                .containsExactly(Violation.MEDIA_DIMENSIONS_NOT_ACCEPTED);
        assertThat(codes("", List.of(video(359, 720, 60_000)), PUBLIC))
                .containsExactly(Violation.MEDIA_DIMENSIONS_NOT_ACCEPTED);
        assertThat(codes("", List.of(video(720, 4_097, 60_000)), PUBLIC))
                .containsExactly(Violation.MEDIA_DIMENSIONS_NOT_ACCEPTED);
        assertThat(codes("", List.of(video(720, 720, 600_001)), PUBLIC)).containsExactly(Violation.MEDIA_TOO_LONG);
    }

    @Test
    void givenOptionsThatTikTokDoesNotTake_whenValidated_thenEachIsSaid() {
        assertThat(codes("", List.of(VIDEO), Map.of("privacyLevel", "public")))
                .containsExactly(Violation.OPTION_INVALID);
        assertThat(codes("", List.of(VIDEO), Map.of("privacyLevel", "SELF_ONLY", "brandContent", "true")))
                .containsExactly(Violation.OPTION_INVALID);
        assertThat(codes("", List.of(PHOTO), Map.of("privacyLevel", "SELF_ONLY", "photoCoverIndex", "1")))
                .containsExactly(Violation.OPTION_INVALID);
        assertThat(codes("", List.of(VIDEO), Map.of("privacyLevel", "SELF_ONLY", "videoCoverTimestampMs", "1.5")))
                .containsExactly(Violation.OPTION_INVALID);
    }

    private List<String> codes(String text, List<Attachment> media, Map<String, String> options) {
        return rules.validate(Platform.TIKTOK, new Content(text, media, options)).stream()
                .map(Violation::code)
                .toList();
    }

    private static Attachment video(int width, int height, long millis) {
        return new Attachment("media_1", "video/mp4", 5_000_000, "00", width, height, millis, null);
    }

    private static Attachment photo(String type, int width, int height) {
        return new Attachment("media_2", type, 5_000, "00", width, height, null, null);
    }
}
