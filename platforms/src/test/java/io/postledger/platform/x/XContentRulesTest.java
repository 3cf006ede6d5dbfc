package io.postledger.platform.x;

import static org.assertj.core.api.Assertions.assertThat;

import com.twitter.twittertext.TwitterTextParser;
import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.RulesByPlatform;
import io.postledger.platform.rules.Violation;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XContentRulesTest {

    private static final String URL = "https://example.com/" + "p".repeat(200);

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n\t\u00a0"})
    void givenBlankText_whenValidated_thenEmpty(String text) {
        assertThat(validate(text)).extracting(Violation::code).containsExactly(Violation.CONTENT_EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg, 5242880,  1, , ''",
        "image/jpeg, 5242881,  1, , MEDIA_TOO_LARGE",
        "image/gif,  15728640, 1, , ''",
        "image/gif,  15728641, 1, , MEDIA_TOO_LARGE",
        "image/tiff, 10,       1, , MEDIA_TYPE_NOT_ACCEPTED",
        "image/png,  10,       4, , ''",
        "image/png,  10,       5, , MEDIA_TOO_MANY",
        "image/gif,  10,       2, , MEDIA_MIX_NOT_ACCEPTED",
        "video/mp4,  10,       2, 1000, MEDIA_MIX_NOT_ACCEPTED",
        "video/mp4,  8589934592, 1, 1200000, ''",
        "video/mp4,  10,       1, 1200001, MEDIA_TOO_LONG",
        "video/mp4,  10,       1, 499, MEDIA_TOO_SHORT"
    })
    void givenMedia_whenValidated_thenWhatXTakesOfIt(
            String type, long bytes, int count, Long millis, String violation) {
        Attachment one = new Attachment("m", type, bytes, "00", 640, 480, millis, null);

        List<Violation> found =
                new XContentRules().validate(new Content("", Collections.nCopies(count, one), Map.of()));

        assertThat(found).extracting(Violation::code).isEqualTo(violation.isEmpty() ? List.of() : List.of(violation));
    }

    @Test
    void givenNarrowVideoOrLongAltText_whenValidated_thenRefused() {
        Attachment tall = new Attachment("m", "video/mp4", 10, "00", 100, 400, 1_000L, null);
        Attachment told = new Attachment("m", "image/png", 10, "00", 640, 480, null, "a".repeat(1_001));

        assertThat(new XContentRules().validate(new Content("", List.of(tall), Map.of())))
                .extracting(Violation::code)
                .containsExactly(Violation.MEDIA_RATIO_NOT_ACCEPTED);
        assertThat(new XContentRules().validate(new Content("", List.of(told), Map.of())))
                .singleElement()
                .satisfies(violation -> assertThat(violation.actual()).isEqualTo(1_001));
    }

    @Test
    void givenLatinText_whenValidated_then280IsTheMost() {
        assertThat(validate("a".repeat(280))).isEmpty();
        assertThat(validate("a".repeat(281))).singleElement().satisfies(v -> assertTooLong(v, 281));
    }

    @Test
    void givenCjkText_whenValidated_thenEachCharacterWeighsTwo() {
        assertThat(validate("\u65E5".repeat(140))).isEmpty();
        assertThat(validate("\u65E5".repeat(141))).singleElement().satisfies(v -> assertTooLong(v, 282));
    }

    /** What the count leaves out where it thinks that there are no emoji, it must not miss. */
    @Test
    void givenTextsOfManyScripts_whenCounted_thenAsTheLibraryDoes() {
        String[] pieces = {
            "word ",
            "caf\u00e9 ",
            "e\u0301",
            "\u4f60\u597d",
            "\ud55c\uad6d",
            "\u30ab",
            "\u201cquoted\u201d",
            "\u2026",
            "7",
            "#",
            "\u20e3",
            "\u00a9",
            "\ufe0f",
            "\u200d",
            "\u203c",
            "\u3030",
            "\u3297",
            "\u2764",
            "\ud83c\uddeb\ud83c\uddf7",
            "\ud83d\udc68\u200d\ud83d\udc69",
            " https://example.com/a ",
            " example.org ",
            "\u0434\u0430"
        };
        Random random = new Random(280);
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 1 + random.nextInt(12); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(XCount.of(text.toString()))
                    .as(text.toString())
                    .isEqualTo(TwitterTextParser.parseTweet(text.toString()));
        }
    }

    @Test
    void givenFamilyEmoji_whenValidated_thenItWeighsTwoHoweverManyCodePoints() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";
        assertThat(validate(family.repeat(140))).isEmpty();
        assertThat(validate(family.repeat(141))).singleElement().satisfies(v -> assertTooLong(v, 282));
    }

    @Test
    void givenUrls_whenValidated_thenEachWeighs23HoweverLong() {
        assertThat(validate("a".repeat(256) + " " + URL)).isEmpty();
        assertThat(validate("a".repeat(257) + " " + URL)).singleElement().satisfies(v -> assertTooLong(v, 281));
    }

    @Test
    void givenCharacterThatXRefuses_whenValidated_thenInvalid() {
        assertThat(validate("bad \uFFFE"))
                .extracting(Violation::code)
                .containsExactly(Violation.CONTENT_INVALID_CHARACTERS);
    }

    @ParameterizedTest
    @ValueSource(ints = {281, 1000, 4096, 100_000, 5_000_000})
    void givenTextMadeToBeSlow_whenValidated_thenRefusedInTime(int length) {
        for (String piece : List.of(
                "a", "a.", "@", "http://", "\u65E5.", "#a", "a.com/ ", "a.".repeat(39) + "/", "a.".repeat(39) + " ")) {
            String text = piece.repeat(length / piece.length() + 1);
            List<Violation> violations = Assertions.assertTimeout(Duration.ofSeconds(5), () -> validate(text), piece);
            assertThat(violations).as(piece).isNotEmpty();
        }
    }

    private static void assertTooLong(Violation violation, long actual) {
        assertThat(violation.code()).isEqualTo(Violation.CONTENT_TOO_LONG);
        assertThat(violation.limit()).isEqualTo(280);
        assertThat(violation.actual()).isEqualTo(actual);
    }

    private static List<Violation> validate(String text) {
        return RulesByPlatform.standard().validate(Platform.X, new Content(text));
    }
}
