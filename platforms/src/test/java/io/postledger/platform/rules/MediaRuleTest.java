package io.postledger.platform.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.media.Attachment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MediaRuleTest {

    private static final MediaRule VIDEO = MediaRule.of("Net", Set.of(MediaTypes.MP4), 1_000)
            .withRatio(0.5, 2)
            .withWidth(100, 200)
            .withDuration(Duration.ofSeconds(3), Duration.ofSeconds(60));

    private static Attachment video(String type, long bytes, Integer width, Integer height, Long millis) {
        return new Attachment("media_1", type, bytes, "00", width, height, millis, null);
    }

    private static List<String> codes(Attachment media) {
        return VIDEO.check(media).stream().map(Violation::code).toList();
    }

    @Test
    void givenMediaWithinEveryBound_whenChecked_thenNothing() {
        assertThat(codes(video("video/mp4", 1_000, 200, 100, 3_000L))).isEmpty();
    }

    @Test
    void givenMediaOfWhichLittleIsKnown_whenChecked_thenNothing() {
        assertThat(codes(video("video/mp4", 1, null, null, null))).isEmpty();
    }

    @Test
    void givenOtherType_whenChecked_thenOnlyThatIsSaid() {
        assertThat(codes(video("video/webm", 5_000, 1, 1, 1L))).containsExactly(Violation.MEDIA_TYPE_NOT_ACCEPTED);
    }

    @Test
    void givenEveryBoundCrossed_whenChecked_thenEachIsSaid() {
        assertThat(codes(video("video/mp4", 1_001, 201, 100, 60_001L)))
                .containsExactly(
                        Violation.MEDIA_TOO_LARGE, Violation.MEDIA_DIMENSIONS_NOT_ACCEPTED, Violation.MEDIA_TOO_LONG);
        assertThat(codes(video("video/mp4", 1, 99, 300, 2_999L)))
                .containsExactly(
                        Violation.MEDIA_DIMENSIONS_NOT_ACCEPTED,
                        Violation.MEDIA_RATIO_NOT_ACCEPTED,
                        Violation.MEDIA_TOO_SHORT);
    }

    @Test
    void givenOptions_whenChecked_thenMissingUnknownLongAndForeignValuesAreSaid() {
        List<OptionRule> rules = List.of(
                OptionRule.required("title", 5, "its title"),
                OptionRule.oneOf("privacy", false, List.of("public", "private"), "who sees it"));
        Content missing = new Content("t", List.of(), Map.of("colour", "red", "privacy", "secret"));
        Content tooLong = new Content("t", List.of(), Map.of("title", "123456"));

        assertThat(OptionRule.check(rules, missing, "Net"))
                .extracting(Violation::code)
                .containsExactly(Violation.OPTION_REQUIRED, Violation.OPTION_INVALID, Violation.OPTION_UNKNOWN);
        assertThat(OptionRule.check(rules, tooLong, "Net"))
                .containsExactly(
                        new Violation(Violation.OPTION_INVALID, "'title' has 6 characters; Net takes 5.", 5, 6));
    }
}
