package io.postledger.platform.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.platform.Operation;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.RulesByPlatform;
import io.postledger.platform.rules.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InstagramRulesTest {

    private static final long MB = 1024 * 1024;

    private final RulesByPlatform rules = RulesByPlatform.standard();

    @Test
    void givenNoMedia_whenChecked_thenRequired() {
        assertThat(codes(new Content("only words"))).containsExactly(Violation.MEDIA_REQUIRED);
    }

    @Test
    void givenCaption_whenChecked_thenExactlyWhatInstagramTakes() {
        assertThat(codes(captioned("a".repeat(2_200)))).isEmpty();
        assertThat(codes(captioned("a".repeat(2_201)))).containsExactly(Violation.CONTENT_TOO_LONG);
        assertThat(codes(captioned(""))).isEmpty();
    }

    @Test
    void givenTags_whenChecked_thenThirtyHashtagsAndTwentyMentions() {
        assertThat(codes(captioned("#tag ".repeat(30) + "@some.body ".repeat(20))))
                .isEmpty();
        assertThat(codes(captioned("#tag ".repeat(31)))).containsExactly(Violation.CONTENT_TOO_MANY_TAGS);
        assertThat(codes(captioned("@some_body ".repeat(21)))).containsExactly(Violation.CONTENT_TOO_MANY_TAGS);
        assertThat(codes(captioned("https://example.com/#part me@example.com #1 ".repeat(31))))
                .as("neither hashtags nor mentions")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1080, 1350, ''",
        "1910, 1000, ''",
        "1000, 1300, MEDIA_RATIO_NOT_ACCEPTED",
        "2000, 1000, MEDIA_RATIO_NOT_ACCEPTED"
    })
    void givenPicture_whenChecked_thenNeitherTallerNorWiderThanTaken(int width, int height, String code) {
        Attachment picture = new Attachment("m", "image/jpeg", 1, "", width, height, null, null);

        assertThat(String.join("", codes(new Content("", List.of(picture), Map.of()))))
                .isEqualTo(code);
    }

    @Test
    void givenPicturesOfOtherKinds_whenChecked_thenJpegOfEightMegabytesOnly() {
        assertThat(codes(of(new Attachment("m", "image/png", 1, "", null, null, null, null))))
                .containsExactly(Violation.MEDIA_TYPE_NOT_ACCEPTED);
        assertThat(codes(of(picture(8 * MB)))).isEmpty();
        assertThat(codes(of(picture(8 * MB + 1)))).containsExactly(Violation.MEDIA_TOO_LARGE);
    }

    @Test
    void givenVideo_whenAloneOrInACarousel_thenOtherBounds() {
        assertThat(codes(of(video(300 * MB, 15 * 60_000)))).isEmpty();
        assertThat(codes(of(video(300 * MB + 1, 15 * 60_000 + 1))))
                .containsExactly(Violation.MEDIA_TOO_LARGE, Violation.MEDIA_TOO_LONG);
        assertThat(codes(of(video(1, 2_999)))).containsExactly(Violation.MEDIA_TOO_SHORT);
        assertThat(codes(of(picture(1), video(100 * MB, 60_000)))).isEmpty();
        assertThat(codes(of(picture(1), video(100 * MB + 1, 60_001))))
                .containsExactly(Violation.MEDIA_TOO_LARGE, Violation.MEDIA_TOO_LONG);
    }

    @Test
    void givenManyItems_whenChecked_thenTen() {
        assertThat(codes(new Content("", Collections.nCopies(10, picture(1)), Map.of())))
                .isEmpty();
        assertThat(codes(new Content("", Collections.nCopies(11, picture(1)), Map.of())))
                .containsExactly(Violation.MEDIA_TOO_MANY);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void givenAnyOperation_whenItsCostIsAsked_thenItIsOfBudgetsThatThereAre(Operation operation) {
        List<String> budgets =
                InstagramLimits.budgets().stream().map(budget -> budget.name()).toList();

        assertThat(budgets)
                .containsAll(InstagramLimits.cost(operation, captioned("")).keySet())
                .containsAll(InstagramLimits.cost(operation, null).keySet());
    }

    @Test
    void givenCarousel_whenItsCostIsAsked_thenAContainerForEachItemAndOneMore() {
        Content carousel = of(picture(1), picture(1), picture(1));

        assertThat(InstagramLimits.cost(Operation.SEND, carousel))
                .containsEntry(InstagramLimits.CONTAINERS, 4)
                .containsEntry(InstagramLimits.POSTS, 1);
    }

    private List<String> codes(Content content) {
        return rules.validate(Platform.INSTAGRAM, content).stream()
                .map(Violation::code)
                .toList();
    }

    private static Content captioned(String caption) {
        return new Content(caption, List.of(picture(1)), Map.of());
    }

    private static Content of(Attachment... media) {
        return new Content("", List.of(media), Map.of());
    }

    private static Attachment picture(long bytes) {
        return new Attachment("m", "image/jpeg", bytes, "", 1_000, 1_000, null, null);
    }

    private static Attachment video(long bytes, long millis) {
        return new Attachment("m", "video/mp4", bytes, "", 1_080, 1_920, millis, null);
    }
}
