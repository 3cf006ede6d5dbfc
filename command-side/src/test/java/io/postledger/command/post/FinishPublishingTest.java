package io.postledger.command.post;

import io.postledger.api.account.AccountId;
import io.postledger.api.post.FailedPublication;
import io.postledger.api.post.FinishPublishing;
import io.postledger.api.post.PostPartlyPublished;
import io.postledger.api.post.PostPublished;
import io.postledger.api.post.PostPublishingFailed;
import io.postledger.api.post.PublicationResult;
import io.postledger.api.publication.PublicationId;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinishPublishingTest extends PostFixture {
    private static final PublicationResult WENT_OUT =
            new PublicationResult(new PublicationId(PUBLICATION), new AccountId(ACCOUNT), true, null);
    private static final PublicationResult FAILED = new PublicationResult(
            new PublicationId("pub_01jqbbbbbbbbbbbbbbbbbbbbbb"), new AccountId(SECOND_ACCOUNT), false, "FORBIDDEN");
    private static final List<FailedPublication> FAILURES =
            List.of(new FailedPublication(FAILED.publicationId().value(), SECOND_ACCOUNT, "FORBIDDEN"));

    @Test
    void givenPublishing_whenAllWentOut_thenPublished() {
        when(fixture.given(drafted(), scheduled(), begun()), new FinishPublishing(POST, List.of(WENT_OUT)))
                .expectEvents(new PostPublished(POST.value()));
    }

    @Test
    void givenPublishing_whenSomeWentOut_thenPartlyPublished() {
        when(fixture.given(drafted(), scheduled(), begun()), new FinishPublishing(POST, List.of(WENT_OUT, FAILED)))
                .expectEvents(new PostPartlyPublished(POST.value(), FAILURES));
    }

    @Test
    void givenPublishing_whenNoneWentOut_thenFailed() {
        when(fixture.given(drafted(), scheduled(), begun()), new FinishPublishing(POST, List.of(FAILED)))
                .expectEvents(new PostPublishingFailed(POST.value(), FAILURES));
    }

    @Test
    void givenPublished_whenFinishedAgain_thenNoEvent() {
        when(
                        fixture.given(drafted(), scheduled(), begun(), new PostPublished(POST.value())),
                        new FinishPublishing(POST, List.of(FAILED)))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }
}
