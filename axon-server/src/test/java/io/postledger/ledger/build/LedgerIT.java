package io.postledger.ledger.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.api.ledger.EvidenceSelection.Kind;
import io.postledger.ledger.BundleVerifier;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import io.postledger.ledger.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class LedgerIT extends LedgerRig {
    @Test
    void givenLogInPieces_whenGrownAcrossRestarts_thenTheTreeOfTheWhole() {
        append(0, 99);
        TreeHead first = grown();
        append(100, 700);
        open();
        TreeHead second = grown();
        byte[] root = second.root();

        assertThat(first.size()).isEqualTo(100);
        assertThat(second.size()).isEqualTo(701);
        assertThat(check.everything(new Trust(tables.keys(), List.of(first, second))))
                .isEmpty();
        jdbc.sql("TRUNCATE ledger_tile, ledger_head").update();
        open();
        assertThat(grown().root()).isEqualTo(root);
    }

    @Test
    void givenSlowTransaction_whenLaterPositionsCommit_thenTheTreeWaitsForIt() throws SQLException {
        append(0, 9);
        grown();
        try (Connection slow = source.getConnection()) {
            slow.setAutoCommit(false);
            slow.createStatement().execute(INSERT.formatted(10, 12));
            append(13, 20);
            assertThat(ledger.grow()).isZero();
            append(21, 25);
            assertThat(ledger.grow()).isZero();
            slow.commit();
        }
        assertThat(grown().size()).isEqualTo(26);
        assertThat(check.everything(Trust.NONE)).isEmpty();
    }

    @Test
    void givenTransactionThatGaveUp_whenLaterPositionsCommit_thenTheTreePassesTheGap() throws SQLException {
        append(0, 9);
        try (Connection givenUp = source.getConnection()) {
            givenUp.setAutoCommit(false);
            givenUp.createStatement().execute(INSERT.formatted(10, 12));
            append(13, 20);
            assertThat(ledger.grow()).isEqualTo(10);
            givenUp.rollback();
        }
        TreeHead head = grown();
        assertThat(head.size()).isEqualTo(18);
        assertThat(head.position()).isEqualTo(21);
    }

    @Test
    void givenStore_whenExported_thenEverySelectionVerifiesInOnePartOrMany() throws IOException {
        append(0, 1_999);
        grown();
        append(2_000, 2_099);

        Verdict whole = verified(everything());
        assertThat(whole.findings()).isEmpty();
        assertThat(whole.events()).isEqualTo(2_100);
        assertThat(whole.anchored()).isTrue();
        assertThat(afterManifest(bundle(everything(), 300))).isEqualTo(afterManifest(bundle(everything(), 100_000)));
        Verdict parts = BundleVerifier.verify(new ByteArrayInputStream(bundle(everything(), 300)), Trust.NONE);
        assertThat(parts.findings()).isEmpty();
        assertThat(verified(new EvidenceSelection(Kind.POST, "post_3", null, null, null))
                        .events())
                .isEqualTo(210);
        assertThat(verified(new EvidenceSelection(Kind.WORKSPACE, "ws_1", null, null, null))
                        .events())
                .isEqualTo(1_050);
        EvidenceSelection ownAlone = new EvidenceSelection(Kind.ERASURE, "post_3", null, null, null);
        assertThat(verified(ownAlone).findings()).isEmpty();
        assertThat(verified(ownAlone).events()).isEqualTo(210);
        assertThat(afterManifest(bundle(ownAlone, 20))).isEqualTo(afterManifest(bundle(ownAlone, 100_000)));
        Verdict time = verified(new EvidenceSelection(
                Kind.TIME, null, Instant.parse("2026-11-23T12:00:10Z"), Instant.parse("2026-11-23T12:00:11Z"), null));
        assertThat(time.findings()).isEmpty();
        assertThat(time.events()).isEqualTo(35);
        assertThat(verified(new EvidenceSelection(Kind.POST, "post_none", null, null, null))
                        .events())
                .isZero();
    }

    @Test
    void givenAlteredMissingOrAddedRows_whenCheckedOrExported_thenLocated() throws IOException {
        append(0, 599);
        // So that there is room between them.
        jdbc.sql("UPDATE event_log SET position = -position").update();
        jdbc.sql("UPDATE event_log SET position = -position * 2").update();
        jdbc.sql("SELECT setval('event_log_position', 1200)")
                .query((row, at) -> 0)
                .single();
        grown();
        jdbc.sql("UPDATE event_log SET payload = 'x' WHERE event_id = 'event-40'")
                .update();
        jdbc.sql("DELETE FROM event_log WHERE event_id = 'event-300'").update();
        jdbc.sql("INSERT INTO event_log SELECT 1001, 'post_x', 0, aggregate_type, 'event-x', name, revision, payload,"
                        + " metadata, recorded_at FROM event_log WHERE event_id = 'event-41'")
                .update();

        assertThat(told(check.everything(Trust.NONE)))
                .containsExactly("EVENT_ALTERED 40", "EVENT_MISSING 300", "EVENT_ADDED 500");
        assertThat(told(verified(everything()).findings())).containsExactly("EVENT_ALTERED 40", "EVENT_MISSING 300");
        assertThat(told(verified(new EvidenceSelection(Kind.POST, "post_7", null, null, null))
                        .findings()))
                .as("it could be the post's")
                .containsExactly("EVENT_ALTERED 40", "EVENT_MISSING 300");
        assertThat(told(verified(new EvidenceSelection(Kind.ERASURE, "post_0", null, null, null))
                        .findings()))
                .as("its own alone; what follows a lost one is not found")
                .containsExactly("EVENT_ALTERED 40");
    }

    @Test
    void givenOldBackupPutBack_whenHeldAgainstAnchoredHead_thenRolledBack() {
        append(0, 599);
        TreeHead anchored = grown();
        jdbc.sql("DELETE FROM event_log WHERE position > 500").update();
        jdbc.sql("TRUNCATE ledger_tile, ledger_head").update();
        open();
        grown();
        assertThat(told(check.anchors(new Trust(tables.keys(), List.of(anchored)))))
                .containsExactly("HISTORY_ROLLED_BACK 500");

        append(1_000, 1_200);
        grown();
        assertThat(told(check.anchors(new Trust(tables.keys(), List.of(anchored)))))
                .as("and gone on with")
                .containsExactly("HEADS_INCONSISTENT 0");
    }

    @Test
    void givenAlteredTree_whenChecked_thenLocated() {
        append(0, 99);
        grown();
        append(100, 599);
        grown();
        jdbc.sql("UPDATE ledger_tile SET hashes = overlay(hashes placing '\\x00000000' from 33) WHERE level = 1")
                .update();
        assertThat(told(check.everything(Trust.NONE))).containsExactly("TREE_ALTERED 100", "TREE_ALTERED 256");
        jdbc.sql(
                        "UPDATE ledger_tile SET hashes = overlay(hashes placing '\\x00000000' from 33) WHERE level = 0 AND number = 1")
                .update();
        assertThat(told(check.everything(Trust.NONE))).contains("TREE_ALTERED 100", "EVENT_ALTERED 257");
    }

    @Test
    void givenRotatedKey_whenVerifiedByEither_thenGood() throws IOException {
        append(0, 9);
        TreeHead old = grown();
        LedgerKey first = tables.keys().get(0);
        LedgerKey second = ledger.rotateKey();
        append(10, 19);
        grown();
        byte[] bundle = bundle(everything(), 100);

        assertThat(tables.head().orElseThrow().keyId()).isEqualTo(second.id());
        for (LedgerKey key : List.of(first, second)) {
            assertThat(BundleVerifier.verify(new ByteArrayInputStream(bundle), new Trust(List.of(key), List.of(old)))
                            .findings())
                    .isEmpty();
        }
    }

    @Test
    void givenRunningLedger_whenAnOldBackupIsPutBack_thenHealthSaysSoAtTheNextStartAndNothingIsAnchored()
            throws IOException {
        Path anchor = folder.resolve("anchors").resolve("ledger.ndjson");
        append(0, 599);
        LedgerRun running = run(anchor);
        running.start();
        await().atMost(PATIENCE).until(() -> Files.exists(anchor));
        assertThat(new LedgerHealth(running, null).health().getStatus()).isEqualTo(Status.UP);
        running.stop();
        List<String> anchored = Files.readAllLines(anchor);
        jdbc.sql("DELETE FROM event_log WHERE position > 500").update();
        jdbc.sql("TRUNCATE ledger_tile, ledger_head, ledger_anchored").update();
        open();

        LedgerRun again = run(anchor);
        again.start();
        await().atMost(PATIENCE).until(() -> !again.findings().isEmpty());
        Health health = new LedgerHealth(again, null).health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails().toString()).contains("HISTORY_ROLLED_BACK");
        await().atMost(PATIENCE).until(() -> tables.head().isPresent());
        again.stop();
        assertThat(Files.readAllLines(anchor)).isEqualTo(anchored);
    }
}
