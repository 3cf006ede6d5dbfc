package io.postledger.command.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.exactSequenceOf;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;
import static org.axonframework.test.matchers.Matchers.predicate;

import io.postledger.api.RejectionCode;
import io.postledger.api.post.BeginPublishing;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PostRescheduled;
import io.postledger.api.post.PostScheduleCancelled;
import io.postledger.api.post.PostState;
import org.junit.jupiter.api.Test;

class BeginPublishingTest extends PostFixture {
    private static final BeginPublishing BEGIN = new BeginPublishing(POST, 1);

    @Test
    void givenScheduled_whenBegun_thenOnePublicationForEachTarget() {
        when(fixture.given(drafted(), scheduled()), BEGIN)
                .expectEventsMatching(payloadsMatching(exactSequenceOf(predicate(event -> {
                    PostPublishingBegun begun = (PostPublishingBegun) event;
                    assertThat(begun)
                            .usingRecursiveComparison()
                            .ignoringFields("publications.publicationId")
                            .isEqualTo(begun());
                    return true;
                }))))
                .expectState(post -> assertThat(post).extracting("state").isEqualTo(PostState.PUBLISHING));
    }

    @Test
    void givenBegun_whenBegunAgain_thenNoEvent() {
        when(fixture.given(drafted(), scheduled(), begun()), BEGIN)
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void givenCancelled_whenBegun_thenRejected() {
        assertRejected(
                when(fixture.given(drafted(), scheduled(), new PostScheduleCancelled(POST.value(), 1)), BEGIN),
                RejectionCode.SCHEDULE_SUPERSEDED);
    }

    @Test
    void givenDeleted_whenBegun_thenRejected() {
        assertRejected(
                when(fixture.given(drafted(), scheduled(), new PostDeleted(POST.value())), BEGIN),
                RejectionCode.SCHEDULE_SUPERSEDED);
    }

    @Test
    void givenMoved_whenOldScheduleBegins_thenRejected() {
        assertRejected(
                when(
                        fixture.given(
                                drafted(),
                                scheduled(),
                                new PostRescheduled(POST.value(), 2, utc(DUE).at(), "UTC", DUE)),
                        BEGIN),
                RejectionCode.SCHEDULE_SUPERSEDED);
    }
}
