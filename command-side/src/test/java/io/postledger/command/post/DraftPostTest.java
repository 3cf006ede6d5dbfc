package io.postledger.command.post;

import io.postledger.api.CommandResult;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.Platform;
import io.postledger.api.post.DraftPost;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostTarget;
import java.util.List;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.junit.jupiter.api.Test;

class DraftPostTest extends PostFixture {
    @Test
    void givenNothing_whenDrafted_thenFirstContentVersion() {
        when(fixture.givenNoPriorActivity(), new DraftPost(POST, "Hello", targets(ACCOUNT)))
                .expectEvents(drafted())
                .expectResultMessagePayload(new CommandResult(POST.value(), 0));
    }

    @Test
    void givenNothing_whenDraftedWithoutTargets_thenAccepted() {
        when(fixture.givenNoPriorActivity(), new DraftPost(POST, "Hello", List.of()))
                .expectEvents(new PostDrafted(POST.value(), WORKSPACE, "Hello", List.of(), List.of()));
    }

    @Test
    void givenDraft_whenRequestRepeated_thenAnsweredAsTheFirstTimeWithoutEvent() {
        DraftPost command = new DraftPost(POST, "Hello", targets(ACCOUNT));
        fixture.givenCommands(new GenericCommandMessage<>(command, context()))
                .when(command, context())
                .expectNoEvents()
                .expectResultMessagePayload(new CommandResult(POST.value(), 0));
    }

    @Test
    void givenDraft_whenIdUsedByAnotherRequest_thenRejected() {
        assertRejected(
                fixture.given(drafted())
                        .when(new DraftPost(POST, "Other", targets(ACCOUNT)), context(WORKSPACE, "request-2")),
                RejectionCode.ID_ALREADY_USED);
    }

    @Test
    void givenNothing_whenBlank_thenRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), new DraftPost(POST, " \n", targets(ACCOUNT))),
                RejectionCode.CONTENT_EMPTY);
    }

    @Test
    void givenNothing_whenExactlyAsLongAsXTakes_thenAccepted() {
        // 256 + a space + a link, which X counts as 23 whatever its length.
        String text = "a".repeat(256) + " https://example.com/" + "b".repeat(200);
        when(fixture.givenNoPriorActivity(), new DraftPost(POST, text, targets(ACCOUNT)))
                .expectEvents(new PostDrafted(
                        POST.value(), WORKSPACE, text, List.of(new PostTarget(ACCOUNT, Platform.X)), List.of()));
    }

    @Test
    void givenNothing_whenOneWeightedCharacterTooLong_thenRejected() {
        assertRejected(
                when(
                        fixture.givenNoPriorActivity(),
                        new DraftPost(POST, "a".repeat(257) + " https://example.com/", targets(ACCOUNT))),
                RejectionCode.CONTENT_TOO_LONG);
    }

    @Test
    void givenNothing_whenIdeographsWeighDouble_thenRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), new DraftPost(POST, "語".repeat(141), targets(ACCOUNT))),
                RejectionCode.CONTENT_TOO_LONG);
    }

    @Test
    void givenNothing_whenAccountUnknown_thenRejected() {
        assertRejected(
                when(
                        fixture.givenNoPriorActivity(),
                        new DraftPost(POST, "Hello", targets("acct_01jqzzzzzzzzzzzzzzzzzzzzzz"))),
                RejectionCode.ACCOUNT_NOT_FOUND);
    }

    @Test
    void givenNothing_whenAccountOfAnotherWorkspace_thenNotFound() {
        assertRejected(
                fixture.givenNoPriorActivity()
                        .when(new DraftPost(POST, "Hello", targets(ACCOUNT)), context(OTHER_WORKSPACE, "r")),
                RejectionCode.ACCOUNT_NOT_FOUND);
    }

    @Test
    void givenNothing_whenAccountDisconnected_thenRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), new DraftPost(POST, "Hello", targets(DISCONNECTED_ACCOUNT))),
                RejectionCode.ACCOUNT_NOT_CONNECTED);
    }

    @Test
    void givenNothing_whenOneTargetTwice_thenRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), new DraftPost(POST, "Hello", targets(ACCOUNT, ACCOUNT))),
                RejectionCode.TARGETS_INVALID);
    }
}
