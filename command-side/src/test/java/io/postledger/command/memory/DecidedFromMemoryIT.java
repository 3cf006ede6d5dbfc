package io.postledger.command.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.Platform;
import io.postledger.api.post.PostId;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.HoldPublication;
import io.postledger.api.publication.PublicationAttemptStarted;
import io.postledger.api.publication.PublicationHeld;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.RecordPublished;
import io.postledger.api.publication.RequestPublication;
import io.postledger.api.publication.StartPublicationAttempt;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.command.DirectoryRig;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Another node moves an aggregate on: its event is in the log, and this node remembers the aggregate without it. */
@ExtendWith(OutputCaptureExtension.class)
class DecidedFromMemoryIT extends DirectoryRig {
    private final String workspace =
            ids.next(WorkspaceId.PREFIX, WorkspaceId::new).value();
    private final PublicationId publication = ids.next(PublicationId.PREFIX, PublicationId::new);
    private final PostId post = ids.next(PostId.PREFIX, PostId::new);
    private final AccountId account = ids.next(AccountId.PREFIX, AccountId::new);

    @Autowired
    private AggregateMemory memory;

    @BeforeEach
    void remembered() {
        send(
                workspace,
                new RequestPublication(
                        publication, post, account, Platform.X, 1, "Hello", List.of(), Map.of(), Instant.now()));
        assertThat(memory.containsKey(publication.value())).isTrue();
    }

    private void elsewhere(long sequence, Object event) {
        onlyInTheLog("Publication", publication.value(), sequence, workspace, event);
    }

    private RecordPublished published() {
        return new RecordPublished(
                publication, 1, "9", "https://x.com/9", Instant.now(), new Exchange(201, null, "r", 5));
    }

    @Test
    void givenAttemptStartedElsewhere_whenItsOutcomeIsRecorded_thenTaken() {
        elsewhere(1, new PublicationAttemptStarted(publication.value(), 1));

        assertThat(send(workspace, published()).version()).isEqualTo(2);
    }

    @Test
    void givenAttemptStartedElsewhere_whenStartedHere_thenRefusedByWhatTheLogSays() {
        elsewhere(1, new PublicationAttemptStarted(publication.value(), 1));

        assertThatThrownBy(() -> send(workspace, new StartPublicationAttempt(publication, 1)))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(RejectionCode.ATTEMPT_STILL_OPEN));
    }

    @Test
    void givenHeldElsewhere_whenHeldHere_thenAnsweredWithTheVersionInTheLogAndNoValueIsLogged(CapturedOutput output) {
        elsewhere(
                1,
                new PublicationHeld(
                        publication.value(), post.value(), account.value(), 0, "NEEDS_RECONNECT", Instant.now()));

        assertThat(send(workspace, new HoldPublication(publication, "NEEDS_RECONNECT"))
                        .version())
                .isEqualTo(1);
        assertThat(output.toString())
                .contains("duplicate key value")
                .doesNotContain(HexFormat.of().formatHex("publicationId".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void givenNothingElsewhere_whenRefused_thenRefusedAtOnceAndStillRefused() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> send(workspace, published()))
                    .isInstanceOfSatisfying(
                            RejectedException.class,
                            refused -> assertThat(refused.code()).isEqualTo(RejectionCode.ATTEMPT_NOT_OPEN));
        }
    }

    @AfterEach
    void forget() {
        takeOut(publication.value());
    }

    @Test
    void givenCommandsInARow_whenAllHere_thenDecidedFromMemory() {
        send(workspace, new StartPublicationAttempt(publication, 1));
        jdbc.sql("UPDATE event_log SET payload = '' WHERE aggregate_id = ?")
                .param(publication.value())
                .update();

        assertThat(send(workspace, published()).version()).isEqualTo(2);
    }
}
