package io.postledger.platform.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.RulesByPlatform;
import io.postledger.platform.rules.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YouTubeContentRulesTest {

    private static final Attachment VIDEO =
            new Attachment("media_1", "video/mp4", 5_000_000, "00", 1920, 1080, 60_000L, null);
    private static final Attachment PHOTO = new Attachment("media_2", "image/png", 5_000, "00", 10, 10, null, null);

    private final RulesByPlatform rules = RulesByPlatform.standard();

    @Test
    void givenVideoWithATitle_whenValidated_thenNothingIsWrong() {
        assertThat(check("", List.of(VIDEO), Map.of("title", "a".repeat(100)))).isEmpty();
        assertThat(check(
                        "é".repeat(2_500),
                        List.of(VIDEO),
                        Map.of(
                                "title",
                                "t",
                                "tags",
                                "a b, c",
                                "categoryId",
                                "22",
                                "privacyStatus",
                                "unlisted",
                                "madeForKids",
                                "true")))
                .isEmpty();
    }

    @Test
    void givenNoTitleAndNoVideo_whenValidated_thenBothAreMissing() {
        List<Violation> found = check("text", List.of(), Map.of());

        assertThat(found)
                .extracting(Violation::code)
                .containsExactlyInAnyOrder(Violation.MEDIA_REQUIRED, Violation.OPTION_REQUIRED);
        assertThat(found).allMatch(Violation::isIncomplete);
    }

    @Test
    void givenDescriptionOfTooManyBytes_whenValidated_thenBytesAreCountedAndNotCharacters() {
        Violation tooLong =
                check("é".repeat(2_501), List.of(VIDEO), Map.of("title", "t")).get(0);

        assertThat(tooLong.code()).isEqualTo(Violation.CONTENT_TOO_LONG);
        assertThat(tooLong.actual()).isEqualTo(5_002);
        assertThat(tooLong.limit()).isEqualTo(5_000);
    }

    @Test
    void givenWhatYouTubeDoesNotTake_whenValidated_thenEachIsSaid() {
        assertThat(codes("a <b>", List.of(VIDEO), Map.of("title", "t")))
                .containsExactly(Violation.CONTENT_INVALID_CHARACTERS);
        assertThat(codes("", List.of(VIDEO), Map.of("title", "a > b"))).containsExactly(Violation.OPTION_INVALID);
        assertThat(codes("", List.of(VIDEO), Map.of("title", "a".repeat(101))))
                .containsExactly(Violation.OPTION_INVALID);
        assertThat(codes("", List.of(VIDEO), Map.of("title", "t", "privacyStatus", "friends")))
                .containsExactly(Violation.OPTION_INVALID);
        assertThat(codes("", List.of(VIDEO), Map.of("title", "t", "board", "x")))
                .containsExactly(Violation.OPTION_UNKNOWN);
        assertThat(codes("", List.of(VIDEO, VIDEO), Map.of("title", "t"))).containsExactly(Violation.MEDIA_TOO_MANY);
        assertThat(codes("", List.of(VIDEO, PHOTO), Map.of("title", "t")))
                .containsExactly(Violation.MEDIA_MIX_NOT_ACCEPTED);
    }

    /** 247 + 247 characters, a comma, and two pairs of quotation marks around the tags with a blank: 499. */
    @Test
    void givenTagsWithBlanks_whenValidated_thenQuotationMarksAndCommasCount() {
        String tag = "a ".repeat(123) + "a";
        Map<String, String> fits = Map.of("title", "t", "tags", tag + "," + tag);
        Map<String, String> doesNot = Map.of("title", "t", "tags", tag + "," + tag + ",b");

        assertThat(check("", List.of(VIDEO), fits)).isEmpty();
        assertThat(check("", List.of(VIDEO), doesNot).get(0).actual()).isEqualTo(501);
    }

    private List<String> codes(String text, List<Attachment> media, Map<String, String> options) {
        return check(text, media, options).stream().map(Violation::code).toList();
    }

    private List<Violation> check(String text, List<Attachment> media, Map<String, String> options) {
        return rules.validate(Platform.YOUTUBE, new Content(text, media, options));
    }
}
