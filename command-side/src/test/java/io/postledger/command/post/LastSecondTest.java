package io.postledger.command.post;

import static org.axonframework.test.matchers.Matchers.andNoMore;
import static org.axonframework.test.matchers.Matchers.exactSequenceOf;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;
import static org.axonframework.test.matchers.Matchers.predicate;

import io.postledger.api.RejectionCode;
import io.postledger.api.account.Platform;
import io.postledger.api.post.BeginPublishing;
import io.postledger.api.post.CancelPostSchedule;
import io.postledger.api.post.DeletePost;
import io.postledger.api.post.EditPost;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PostRescheduled;
import io.postledger.api.post.PostScheduleCancelled;
import io.postledger.api.post.PostTarget;
import io.postledger.api.post.ReschedulePost;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rule of docs/publishing.md: a change and the decision to publish come to the post one after the other, and whichever
 * comes first is honoured whole. What comes after the decision, for each delivery, is in PublicationWaitingTest.
 */
class LastSecondTest extends PostFixture {
    private static final Instant LATER = DUE.plus(Duration.ofHours(1));
    private static final EditPost EDIT = new EditPost(POST, "Changed", targets(ACCOUNT));
    private static final PostEdited EDITED =
            new PostEdited(POST.value(), 2, "Changed", List.of(new PostTarget(ACCOUNT, Platform.X)), List.of());

    static Stream<Arguments> movesAndEnds() {
        return Stream.of(
                Arguments.of(
                        new ReschedulePost(POST, utc(LATER)),
                        new PostRescheduled(
                                POST.value(), 2, LocalDateTime.ofInstant(LATER, ZoneOffset.UTC), "UTC", LATER)),
                Arguments.of(new CancelPostSchedule(POST), new PostScheduleCancelled(POST.value(), 1)),
                Arguments.of(new DeletePost(POST), new PostDeleted(POST.value())));
    }

    @ParameterizedTest
    @MethodSource("movesAndEnds")
    void givenChangeFirst_whenTheOldTimeComes_thenHonouredAndNothingIsPublished(Object change, Object changed) {
        when(fixture.given(drafted(), scheduled()), change).expectEvents(changed);
        assertRejected(
                when(fixture.given(drafted(), scheduled(), changed), new BeginPublishing(POST, 1)),
                RejectionCode.SCHEDULE_SUPERSEDED);
    }

    @ParameterizedTest
    @MethodSource("movesAndEnds")
    void givenDecisionFirst_whenChanged_thenRefusedAndNothingIsHalfDone(Object change, Object changed) {
        assertRejected(
                when(fixture.given(drafted(), scheduled(), begun()), change), RejectionCode.POST_ALREADY_SENDING);
    }

    @Test
    void givenEditFirst_whenTheTimeComes_thenTheNewContentGoesOut() {
        when(fixture.given(drafted(), scheduled()), EDIT).expectEvents(EDITED);
        when(fixture.given(drafted(), scheduled(), EDITED), new BeginPublishing(POST, 1))
                .expectEventsMatching(payloadsMatching(exactSequenceOf(
                        predicate(event -> event instanceof PostPublishingBegun begun
                                && begun.text().equals("Changed")
                                && begun.contentVersion() == 2),
                        andNoMore())));
    }

    @Test
    void givenDecisionFirst_whenEdited_thenRefused() {
        assertRejected(when(fixture.given(drafted(), scheduled(), begun()), EDIT), RejectionCode.POST_ALREADY_SENDING);
    }
}
