package io.postledger.platform.facebook;

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

class FacebookRulesTest {

    private static final long MB = 1024 * 1024;

    private final RulesByPlatform rules = RulesByPlatform.standard();

    @Test
    void givenNothing_whenChecked_thenEmpty() {
        assertThat(codes(new Content("  "))).containsExactly(Violation.CONTENT_EMPTY);
    }

    @Test
    void givenLinkOrMediaWithoutText_whenChecked_thenFine() {
        assertThat(codes(new Content("", List.of(), Map.of("link", "https://example.com/a"))))
                .isEmpty();
        assertThat(codes(new Content("", List.of(photo(1)), Map.of()))).isEmpty();
    }

    @Test
    void givenLongText_whenChecked_thenExactlyWhatFacebookTakes() {
        assertThat(codes(new Content("a".repeat(63_206)))).isEmpty();
        assertThat(codes(new Content("a".repeat(63_207)))).containsExactly(Violation.CONTENT_TOO_LONG);
    }

    @Test
    void givenPhotos_whenChecked_thenTenOfFourMegabytesAtMost() {
        assertThat(codes(new Content("", Collections.nCopies(10, photo(4 * MB)), Map.of())))
                .isEmpty();
        assertThat(codes(new Content("", Collections.nCopies(11, photo(1)), Map.of())))
                .containsExactly(Violation.MEDIA_TOO_MANY);
        assertThat(codes(new Content("", List.of(photo(4 * MB + 1)), Map.of())))
                .containsExactly(Violation.MEDIA_TOO_LARGE);
    }

    @Test
    void givenVideos_whenChecked_thenOneAloneOfFourHours() {
        assertThat(codes(new Content("", List.of(video(4 * 3_600_000)), Map.of("title", "A film"))))
                .isEmpty();
        assertThat(codes(new Content("", List.of(video(4 * 3_600_000 + 1)), Map.of())))
                .containsExactly(Violation.MEDIA_TOO_LONG);
        assertThat(codes(new Content("", List.of(video(5_000), video(5_000)), Map.of())))
                .containsExactly(Violation.MEDIA_TOO_MANY);
        assertThat(codes(new Content("", List.of(video(5_000), photo(1)), Map.of())))
                .containsExactly(Violation.MEDIA_MIX_NOT_ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"image/heic", "video/x-msvideo", "application/pdf"})
    void givenOtherKindOfFile_whenChecked_thenItsTypeIsNotTaken(String type) {
        Attachment file = new Attachment("m", type, 1, "", null, null, null, null);

        assertThat(codes(new Content("", List.of(file), Map.of()))).containsExactly(Violation.MEDIA_TYPE_NOT_ACCEPTED);
    }

    @Test
    void givenOptions_whenChecked_thenOnlyWhereTheyMeanSomething() {
        assertThat(codes(new Content("t", List.of(), Map.of("link", "example.com"))))
                .containsExactly(Violation.OPTION_INVALID);
        assertThat(codes(new Content("t", List.of(photo(1)), Map.of("link", "https://example.com"))))
                .containsExactly(Violation.OPTION_INVALID);
        assertThat(codes(new Content("t", List.of(), Map.of("title", "no video"))))
                .containsExactly(Violation.OPTION_INVALID);
        assertThat(codes(new Content("t", List.of(), Map.of("board", "b")))).containsExactly(Violation.OPTION_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void givenAnyOperation_whenItsCostIsAsked_thenItIsOfBudgetsThatThereAre(Operation operation) {
        Content film = new Content("", List.of(video(5_000)), Map.of());
        List<String> budgets =
                FacebookLimits.BUDGETS.stream().map(budget -> budget.name()).toList();

        assertThat(budgets)
                .containsAll(FacebookLimits.cost(operation, film).keySet())
                .containsAll(FacebookLimits.cost(operation, null).keySet());
    }

    private List<String> codes(Content content) {
        return rules.validate(Platform.FACEBOOK, content).stream()
                .map(Violation::code)
                .toList();
    }

    private static Attachment photo(long bytes) {
        return new Attachment("m", "image/png", bytes, "", 2_000, 100, null, null);
    }

    private static Attachment video(long millis) {
        return new Attachment("m", "video/mp4", 1, "", 1_920, 1_080, millis, null);
    }
}
