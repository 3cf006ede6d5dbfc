package io.postledger.ledger.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.history.OperatorTrailId;
import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.api.ledger.EvidenceSelection.Kind;
import io.postledger.api.post.PostDrafted;
import io.postledger.ledger.BundleVerifier;
import io.postledger.ledger.Trust;
import io.postledger.ledger.Verdict;
import io.postledger.privacy.SealedEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

/** What an auditor of one workspace is given. */
class WorkspaceEvidenceIT extends LedgerRig {
    private static final String WORKSPACE = "ws_01jqaaaaaaaaaaaaaaaaaaaaaa";

    private static EvidenceSelection within(String workspace, Kind kind, String id) {
        return new EvidenceSelection(kind, id, null, null, workspace);
    }

    private String text(EvidenceSelection selection, boolean isReadable) throws IOException {
        return new String(bundle(selection, isReadable, 100_000), StandardCharsets.UTF_8);
    }

    /** The workspaces' events take turns. */
    @Test
    void givenTwoWorkspaces_whenOneIsExported_thenNothingOfTheOtherIsInIt() throws IOException {
        append(0, 1_999);
        // Another workspace's event that names this one and its post.
        jdbc.sql("UPDATE event_log SET payload = convert_to('{\"text\":\"ws_1 post_3\"}', 'UTF8')"
                        + " WHERE event_id = 'event-600'")
                .update();
        // Made by no message of a workspace: the event says whose it is.
        jdbc.sql("UPDATE event_log SET metadata = convert_to('{}', 'UTF8'),"
                        + " payload = convert_to('{\"workspaceId\":\"ws_1\"}', 'UTF8') WHERE event_id = 'event-700'")
                .update();
        grown();

        for (EvidenceSelection selection : List.of(
                within("ws_1", Kind.WORKSPACE, "ws_1"),
                new EvidenceSelection(Kind.TIME, null, Instant.EPOCH, null, "ws_1"),
                within("ws_1", Kind.EVERYTHING, null))) {
            Verdict verdict = verified(selection);
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.events()).isEqualTo(1_001);
            assertThat(text(selection, false))
                    .doesNotContain("ws_0", "\"event-600\"")
                    .contains("\"event-700\"", "\"workspace\":\"ws_1\"");
        }
        assertThat(verified(within("ws_1", Kind.POST, "post_3")).events()).isEqualTo(200);
        assertThat(verified(within("ws_1", Kind.POST, "post_4")).events())
                .as("whose events are the other's")
                .isZero();
    }

    @Test
    void givenWhatWasTakenOutOfTheWholeInstallation_whenAWorkspaceIsExported_thenItIsInItAndInNoPosts()
            throws IOException {
        append(0, 9);
        jdbc.sql("UPDATE event_log SET aggregate_id = ?, metadata = convert_to('{}', 'UTF8'),"
                        + " payload = convert_to('{}', 'UTF8') WHERE event_id = 'event-4'")
                .param(OperatorTrailId.INSTALLATION.value())
                .update();
        grown();

        for (EvidenceSelection selection : List.of(
                within("ws_1", Kind.WORKSPACE, "ws_1"),
                new EvidenceSelection(Kind.TIME, null, Instant.EPOCH, null, "ws_1"),
                within("ws_1", Kind.EVERYTHING, null))) {
            assertThat(verified(selection).findings()).isEmpty();
            assertThat(verified(selection).events()).isEqualTo(6);
            assertThat(text(selection, false)).contains("\"event-4\"");
        }
        assertThat(text(within("ws_1", Kind.POST, "post_3"), false)).doesNotContain("\"event-4\"");
    }

    @Test
    void givenAnAlteredEventOfAnotherWorkspace_whenOneIsExported_thenItIsToldAndNotShown() throws IOException {
        append(0, 99);
        grown();
        jdbc.sql("UPDATE event_log SET payload = convert_to('{\"secret\":1}', 'UTF8')"
                        + " WHERE event_id IN ('event-40', 'event-41')")
                .update();

        EvidenceSelection ofOne = within("ws_1", Kind.WORKSPACE, "ws_1");
        assertThat(told(verified(ofOne).findings())).containsExactly("EVENT_ALTERED 41", "EVENT_MISSING 40");
        assertThat(text(ofOne, false)).doesNotContain("\"event-40\"");
    }

    /** As the product stores them. */
    private void appendDrafts(int count) {
        for (int i = 0; i < count; i++) {
            PostDrafted drafted = new PostDrafted("post_" + i, WORKSPACE, "Secret words " + i, List.of(), List.of());
            jdbc.sql("""
                    INSERT INTO event_log (aggregate_id, sequence, aggregate_type, event_id, name, revision, payload,
                        metadata, recorded_at)
                    VALUES (?, 0, 'Post', ?, 'post.PostDrafted', '2', ?, ?, '2026-11-23T12:00:00Z')
                    """)
                    .params(
                            drafted.postId() + "_draft",
                            "draft-" + i,
                            SealedEvents.of(new GenericDomainEventMessage<>(
                                            "Post", drafted.postId(), 0, drafted, Map.of("workspace", WORKSPACE)))
                                    .serializePayload(serializer, byte[].class)
                                    .getData(),
                            ("{\"workspace\":\"" + WORKSPACE + "\"}").getBytes(StandardCharsets.UTF_8))
                    .update();
        }
    }

    @Test
    void givenReadableExport_whenKeysAreThereOrDestroyed_thenWordsOrErasedAndProvenBothTimes() throws IOException {
        append(0, 9);
        appendDrafts(300);
        grown();
        EvidenceSelection ofOne = within(WORKSPACE, Kind.WORKSPACE, WORKSPACE);

        assertThat(text(ofOne, false)).doesNotContain("Secret words").doesNotContain("\"rendering\"");
        for (int limit : new int[] {100, 100_000}) {
            byte[] readable = bundle(ofOne, true, limit);
            assertThat(new String(readable, StandardCharsets.UTF_8))
                    .contains("Drafted for 0 accounts, with 0 pictures or videos: “Secret words 299”")
                    .contains("\\\"text\\\":\\\"Secret words 7\\\"");
            Verdict verdict =
                    BundleVerifier.verify(new ByteArrayInputStream(readable), new Trust(tables.keys(), tables.heads()));
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.events()).isEqualTo(300);
        }
        keys.destroy(WORKSPACE);
        byte[] erased = bundle(ofOne, true, 100_000);
        assertThat(new String(erased, StandardCharsets.UTF_8))
                .doesNotContain("Secret words")
                .contains("videos: “[erased]”");
        assertThat(BundleVerifier.verify(new ByteArrayInputStream(erased), Trust.NONE)
                        .findings())
                .isEmpty();
        assertThat(text(everything(), true))
                .as("what is not of the catalogue's form is said not to be read")
                .contains("This cannot be read here");
    }
}
