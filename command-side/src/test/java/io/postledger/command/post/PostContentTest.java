package io.postledger.command.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.exactSequenceOf;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;
import static org.axonframework.test.matchers.Matchers.predicate;

import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.api.media.MediaChoice;
import io.postledger.api.media.MediaId;
import io.postledger.api.post.BeginPublishing;
import io.postledger.api.post.DraftPost;
import io.postledger.api.post.EditPost;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PostTarget;
import io.postledger.api.post.SchedulePost;
import io.postledger.platform.rules.Violation;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

/** Media and options of posts: what a draft may be, and what a post that is to go out must be. */
class PostContentTest extends PostFixture {
    private static final Map<String, String> BOARD = Map.of("board", "gears");

    private static PostTarget boards(Map<String, String> options) {
        return new PostTarget(BOARDS_ACCOUNT, Platform.PINTEREST, options);
    }

    private static PostTarget x(Map<String, String> options) {
        return new PostTarget(ACCOUNT, Platform.X, options);
    }

    private static PostDrafted draft(String text, List<Attachment> media, PostTarget... targets) {
        return new PostDrafted(POST.value(), WORKSPACE, text, List.of(targets), media);
    }

    private static Map<AccountId, Map<String, String>> options(String account, Map<String, String> options) {
        return Map.of(new AccountId(account), options);
    }

    private ResultValidator<Post> whenDrafted(
            String text, Map<AccountId, Map<String, String>> options, MediaChoice... media) {
        return when(
                fixture.givenNoPriorActivity(),
                new DraftPost(POST, text, targets(BOARDS_ACCOUNT), List.of(media), options));
    }

    private ResultValidator<Post> whenScheduled(PostDrafted draft) {
        return when(fixture.given(draft), new SchedulePost(POST, utc(DUE)));
    }

    @Test
    void givenLibrary_whenDrafted_thenTheEventHasWhatTheMediaIs() {
        MediaChoice described = new MediaChoice(new MediaId(PICTURE.mediaId()), "Gears");
        whenDrafted("Hello", options(BOARDS_ACCOUNT, BOARD), described)
                .expectEvents(
                        draft("Hello", List.of(PICTURE.facts().attachedAs(PICTURE.mediaId(), "Gears")), boards(BOARD)));
    }

    @Test
    void givenMedia_whenDraftedWithoutText_thenAccepted() {
        whenDrafted("", Map.of(), choice(PICTURE)).expectEvents(draft("", List.of(PICTURE), boards(Map.of())));
    }

    @Test
    void givenNothing_whenDraftedWithNeitherTextNorMedia_thenRejected() {
        assertRejected(whenDrafted(" ", options(BOARDS_ACCOUNT, BOARD)), RejectionCode.CONTENT_EMPTY);
    }

    @Test
    void givenNothing_whenDraftLacksPictureAndBoard_thenAccepted() {
        whenDrafted("Hello", Map.of()).expectEvents(draft("Hello", List.of(), boards(Map.of())));
    }

    @Test
    void givenNothing_whenDraftHasWhatAddingDoesNotMend_thenRejectedWithAllOfIt() {
        assertRejected(
                whenDrafted("Hello, Boards", options(BOARDS_ACCOUNT, Map.of("colour", "red")), choice(LARGE)),
                RejectionCode.MEDIA_TOO_LARGE,
                Map.of(
                        "violations", "3",
                        "platform", "PINTEREST",
                        "violations[0].code", "MEDIA_TOO_LARGE",
                        "violations[0].limit", "1000",
                        "violations[0].actual", "5000",
                        "violations[0].accounts", BOARDS_ACCOUNT,
                        "violations[1].code", "CONTENT_TOO_LONG",
                        "violations[1].message", "Boards takes 10.",
                        "violations[2].code", "OPTION_UNKNOWN"));
    }

    @Test
    void givenNothing_whenMediaUnknownOrOfAnotherWorkspace_thenNotFound() {
        assertRejected(
                whenDrafted("Hello", Map.of(), new MediaChoice(new MediaId("media_01jqzzzzzzzzzzzzzzzzzzzzzz"))),
                RejectionCode.MEDIA_NOT_FOUND);
        assertRejected(
                fixture.givenNoPriorActivity()
                        .when(
                                new DraftPost(POST, "Hello", List.of(), List.of(choice(PICTURE)), Map.of()),
                                context(OTHER_WORKSPACE, "r")),
                RejectionCode.MEDIA_NOT_FOUND,
                Map.of("mediaId", PICTURE.mediaId()));
    }

    @Test
    void givenNothing_whenTooManyMediaOrTooLongAltText_thenRejected() {
        assertRejected(
                when(
                        fixture.givenNoPriorActivity(),
                        new DraftPost(POST, "a", List.of(), Collections.nCopies(51, choice(PICTURE)), Map.of())),
                RejectionCode.MEDIA_TOO_MANY);
        assertRejected(
                whenDrafted("a", Map.of(), new MediaChoice(new MediaId(PICTURE.mediaId()), "a".repeat(5_001))),
                RejectionCode.ALT_TEXT_TOO_LONG);
    }

    @Test
    void givenNothing_whenOptionsAreForNoTarget_thenRejected() {
        assertRejected(whenDrafted("Hello", options(ACCOUNT, BOARD)), RejectionCode.TARGETS_INVALID);
    }

    @Test
    void givenTextOfItsOwn_whenDrafted_thenTheNetworkIsAskedAboutThat() {
        whenDrafted("Too long for Boards", options(BOARDS_ACCOUNT, Map.of("text", "Short")))
                .expectEvents(draft("Too long for Boards", List.of(), boards(Map.of("text", "Short"))));
        assertRejected(
                whenDrafted("Short", options(BOARDS_ACCOUNT, Map.of("text", "Too long for Boards"))),
                RejectionCode.CONTENT_TOO_LONG);
    }

    @Test
    void givenDraftThatLacksThings_whenScheduled_thenRejectedWithAllOfIt() {
        assertRejected(
                whenScheduled(draft("Hi", List.of(LARGE), x(Map.of("title", "x")), boards(Map.of()))),
                RejectionCode.OPTION_UNKNOWN,
                Map.of(
                        "violations", "3",
                        "platform", "X",
                        "violations[1].platform", "PINTEREST",
                        "violations[1].code", "MEDIA_TOO_LARGE",
                        "violations[2].code", "OPTION_REQUIRED"));
    }

    @Test
    void givenCompleteDraft_whenScheduled_thenScheduled() {
        whenScheduled(draft("Hello", List.of(PICTURE), boards(BOARD))).expectEvents(scheduled());
    }

    @Test
    void givenTwoAccountsOfOneNetwork_whenRejected_thenToldOnceForBoth() {
        PostTarget second = new PostTarget(SECOND_ACCOUNT, Platform.X);
        assertRejected(
                whenScheduled(draft("a".repeat(281), List.of(), x(Map.of()), second)),
                RejectionCode.CONTENT_TOO_LONG,
                Map.of("violations", "1", "violations[0].accounts", ACCOUNT + "," + SECOND_ACCOUNT));
    }

    @Test
    void givenScheduled_whenEditedToSomethingThatLacks_thenRejected() {
        PostDrafted draft = draft("Hello", List.of(PICTURE), boards(BOARD));
        EditPost withoutBoard =
                new EditPost(POST, "Hello", targets(BOARDS_ACCOUNT), List.of(choice(PICTURE)), Map.of());

        assertRejected(when(fixture.given(draft, scheduled()), withoutBoard), RejectionCode.OPTION_REQUIRED);
        when(fixture.given(draft), withoutBoard)
                .expectEvents(new PostEdited(POST.value(), 2, "Hello", List.of(boards(Map.of())), List.of(PICTURE)));
    }

    @Test
    void givenDraftWithMedia_whenEditedWithout_thenGone() {
        when(fixture.given(draft("Hello", List.of(PICTURE), boards(BOARD))), new EditPost(POST, "Hello", List.of()))
                .expectEvents(new PostEdited(POST.value(), 2, "Hello", List.of(), List.of()));
    }

    @Test
    void givenMediaThatLeftTheLibrary_whenPostWithItIsEdited_thenItKeepsIt() {
        Attachment gone =
                new Attachment("media_01jqcccccccccccccccccccccc", "image/png", 9, "cd".repeat(32), 4, 3, null, "Gone");
        when(
                        fixture.given(draft("Hello", List.of(gone))),
                        new EditPost(POST, "Other", List.of(), List.of(choice(gone), choice(PICTURE)), Map.of()))
                .expectEvents(new PostEdited(POST.value(), 2, "Other", List.of(), List.of(gone, PICTURE)));
    }

    @Test
    void givenMediaAndOptions_whenOnlyTheAltTextChanges_thenNextContentVersion() {
        MediaChoice described = new MediaChoice(new MediaId(PICTURE.mediaId()), "Gears");
        PostDrafted draft = draft("Hello", List.of(PICTURE), boards(BOARD));
        EditPost edit = new EditPost(
                POST, "Hello", targets(BOARDS_ACCOUNT), List.of(choice(PICTURE)), options(BOARDS_ACCOUNT, BOARD));

        when(fixture.given(draft), edit).expectNoEvents();
        when(fixture.given(draft), new EditPost(POST, "Hello", edit.targets(), List.of(described), edit.options()))
                .expectEvents(new PostEdited(
                        POST.value(),
                        2,
                        "Hello",
                        List.of(boards(BOARD)),
                        List.of(PICTURE.facts().attachedAs(PICTURE.mediaId(), "Gears"))));
    }

    @Test
    void givenScheduled_whenPublishingBegins_thenMediaAndOptionsGoWithIt() {
        when(fixture.given(draft("Hello", List.of(PICTURE), boards(BOARD)), scheduled()), new BeginPublishing(POST, 1))
                .expectEventsMatching(payloadsMatching(exactSequenceOf(predicate(event -> {
                    PostPublishingBegun begun = (PostPublishingBegun) event;
                    assertThat(begun.media()).containsExactly(PICTURE);
                    assertThat(begun.publications())
                            .extracting(PlannedPublication::options)
                            .containsExactly(BOARD);
                    return true;
                }))));
    }

    @Test
    void everyViolationIsARejection() throws IllegalAccessException {
        for (var field : Violation.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers()) && field.getType() == String.class) {
                assertThat(Arrays.stream(RejectionCode.values()).map(Enum::name))
                        .contains((String) field.get(null));
            }
        }
    }
}
