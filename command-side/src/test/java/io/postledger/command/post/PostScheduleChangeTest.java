package io.postledger.command.post;

import io.postledger.api.RejectionCode;
import io.postledger.api.post.CancelPostSchedule;
import io.postledger.api.post.DeletePost;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostPublished;
import io.postledger.api.post.PostRescheduled;
import io.postledger.api.post.PostScheduleCancelled;
import io.postledger.api.post.ReschedulePost;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Moving, cancelling and deleting: honoured until publishing begins, refused from then on. */
class PostScheduleChangeTest extends PostFixture {
    private static final Instant LATER = DUE.plus(Duration.ofHours(5));

    @Nested
    class Reschedule {
        @Test
        void givenScheduled_whenMoved_thenNextScheduleNumber() {
            when(fixture.given(drafted(), scheduled()), new ReschedulePost(POST, utc(LATER)))
                    .expectEvents(
                            new PostRescheduled(POST.value(), 2, utc(LATER).at(), "UTC", LATER));
        }

        @Test
        void givenDraft_whenMoved_thenRejected() {
            assertRejected(
                    when(fixture.given(drafted()), new ReschedulePost(POST, utc(LATER))),
                    RejectionCode.POST_NOT_SCHEDULED);
        }

        @Test
        void givenScheduled_whenMovedToThePast_thenRejected() {
            assertRejected(
                    when(fixture.given(drafted(), scheduled()), new ReschedulePost(POST, utc(NOW.minusSeconds(1)))),
                    RejectionCode.SCHEDULE_IN_PAST);
        }

        @Test
        void givenPublishing_whenMoved_thenRejected() {
            assertRejected(
                    when(fixture.given(drafted(), scheduled(), begun()), new ReschedulePost(POST, utc(LATER))),
                    RejectionCode.POST_ALREADY_SENDING);
        }
    }

    @Nested
    class Cancel {
        @Test
        void givenScheduled_whenCancelled_thenDraftAgain() {
            when(fixture.given(drafted(), scheduled()), new CancelPostSchedule(POST))
                    .expectEvents(new PostScheduleCancelled(POST.value(), 1));
        }

        @Test
        void givenDraft_whenCancelled_thenRejected() {
            assertRejected(
                    when(fixture.given(drafted()), new CancelPostSchedule(POST)), RejectionCode.POST_NOT_SCHEDULED);
        }

        @Test
        void givenPublishing_whenCancelled_thenRejected() {
            assertRejected(
                    when(fixture.given(drafted(), scheduled(), begun()), new CancelPostSchedule(POST)),
                    RejectionCode.POST_ALREADY_SENDING);
        }
    }

    @Nested
    class Delete {
        @Test
        void givenScheduled_whenDeleted_thenDeleted() {
            when(fixture.given(drafted(), scheduled()), new DeletePost(POST))
                    .expectEvents(new PostDeleted(POST.value()));
        }

        @Test
        void givenDeleted_whenDeletedAgain_thenNoEvent() {
            when(fixture.given(drafted(), new PostDeleted(POST.value())), new DeletePost(POST))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void givenPublishing_whenDeleted_thenRejected() {
            assertRejected(
                    when(fixture.given(drafted(), scheduled(), begun()), new DeletePost(POST)),
                    RejectionCode.POST_ALREADY_SENDING);
        }

        @Test
        void givenPublished_whenDeleted_thenRejected() {
            assertRejected(
                    when(
                            fixture.given(drafted(), scheduled(), begun(), new PostPublished(POST.value())),
                            new DeletePost(POST)),
                    RejectionCode.POST_NOT_EDITABLE);
        }
    }
}
