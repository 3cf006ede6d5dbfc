package io.postledger.command.post;

import io.postledger.api.CommandResult;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.Platform;
import io.postledger.api.post.EditPost;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostPublished;
import io.postledger.api.post.PostTarget;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EditPostTest extends PostFixture {
    private static final EditPost EDIT = new EditPost(POST, "Changed", targets(ACCOUNT));
    private static final PostEdited EDITED =
            new PostEdited(POST.value(), 2, "Changed", List.of(new PostTarget(ACCOUNT, Platform.X)), List.of());

    @Test
    void givenDraft_whenEdited_thenNextContentVersion() {
        when(fixture.given(drafted()), EDIT)
                .expectEvents(EDITED)
                .expectResultMessagePayload(new CommandResult(POST.value(), 1));
    }

    @Test
    void givenScheduled_whenEdited_thenNextContentVersion() {
        when(fixture.given(drafted(), scheduled()), EDIT).expectEvents(EDITED);
    }

    @Test
    void givenDraft_whenNothingChanged_thenNoEvent() {
        when(fixture.given(drafted()), new EditPost(POST, "Hello", targets(ACCOUNT)))
                .expectNoEvents()
                .expectResultMessagePayload(new CommandResult(POST.value(), 0));
    }

    @Test
    void givenPublishing_whenEdited_thenRejected() {
        assertRejected(when(fixture.given(drafted(), scheduled(), begun()), EDIT), RejectionCode.POST_ALREADY_SENDING);
    }

    @Test
    void givenPublished_whenEdited_thenRejected() {
        assertRejected(
                when(fixture.given(drafted(), scheduled(), begun(), new PostPublished(POST.value())), EDIT),
                RejectionCode.POST_NOT_EDITABLE);
    }

    @Test
    void givenDeleted_whenEdited_thenRejected() {
        assertRejected(when(fixture.given(drafted(), new PostDeleted(POST.value())), EDIT), RejectionCode.POST_DELETED);
    }

    @Test
    void givenScheduled_whenAllTargetsRemoved_thenRejected() {
        assertRejected(
                when(fixture.given(drafted(), scheduled()), new EditPost(POST, "Hello", List.of())),
                RejectionCode.POST_WITHOUT_TARGETS);
    }

    @Test
    void givenPostOfAnotherWorkspace_whenEdited_thenNotFound() {
        assertRejected(
                fixture.given(drafted()).when(EDIT, context(OTHER_WORKSPACE, "r")), RejectionCode.POST_NOT_FOUND);
    }

    @Test
    void givenNewerVersion_whenEditedWithStaleVersion_thenRejected() {
        Map<String, Object> context = context();
        context.put(MessageContext.EXPECTED_VERSION, 0L);
        assertRejected(fixture.given(drafted(), EDITED).when(EDIT, context), RejectionCode.STALE_VERSION);
    }

    @Test
    void givenVersionAsExpected_whenEdited_thenAccepted() {
        Map<String, Object> context = context();
        context.put(MessageContext.EXPECTED_VERSION, 0L);
        fixture.given(drafted()).when(EDIT, context).expectEvents(EDITED);
    }
}
