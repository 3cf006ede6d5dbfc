package io.postledger.ledger.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.postledger.api.RejectedException;
import io.postledger.api.ledger.LedgerPiece;
import io.postledger.ledger.TreeHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** The log is read again while nobody asks, and when the operator does. */
class LedgerRereadIT extends LedgerRig {
    private RereadTables rounds;

    @BeforeEach
    void rounds() {
        rounds = new RereadTables(new JdbcTemplate(source));
    }

    private LedgerReread reread(Duration every) {
        return reread(every, new TransactionTemplate(new DataSourceTransactionManager(source)));
    }

    private LedgerReread reread(Duration every, TransactionTemplate transaction) {
        return new LedgerReread(tables, rounds, check, transaction, 1_000_000, every, Clock.systemUTC());
    }

    @Test
    void givenAlteredStore_whenReadAgain_thenHealthIsDownWithThePlaceUntilItIsMended() {
        append(0, 2_999);
        grown();
        jdbc.sql("CREATE TABLE as_it_was AS SELECT * FROM event_log").update();
        LedgerRun run = run(folder.resolve("anchor"));
        LedgerReread reread = reread(Duration.ZERO);
        reread.start();
        try {
            await().atMost(PATIENCE)
                    .until(() -> reread.round().filter(one -> one.number() > 1).isPresent());
            assertThat(new LedgerHealth(run, reread).health().getStatus()).isEqualTo(Status.UP);

            jdbc.sql("UPDATE event_log SET payload = 'x' WHERE event_id = 'event-2500'")
                    .update();
            jdbc.sql("DELETE FROM event_log WHERE event_id IN ('event-40', 'event-41')")
                    .update();
            await().atMost(PATIENCE).until(() -> reread.findings().size() == 2);
            assertThat(reread.findings().stream().map(one -> one.code() + " " + one.index() + " " + one.to()))
                    .containsExactly("EVENT_MISSING 40 41", "EVENT_ALTERED 2500 2500");
            Health health = new LedgerHealth(run, reread).health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().toString()).contains("EVENT_ALTERED at leaf 2500");
            assertThat(jdbc.sql("SELECT count(*) FROM event_log")
                            .query(Long.class)
                            .single())
                    .as("nothing is repaired")
                    .isEqualTo(2_998);

            jdbc.sql("DELETE FROM event_log").update();
            jdbc.sql("INSERT INTO event_log SELECT * FROM as_it_was").update();
            await().atMost(PATIENCE).until(() -> reread.findings().isEmpty());
        } finally {
            reread.stop();
        }
    }

    @Test
    void givenARoundUnderWay_whenAnotherProcessStarts_thenItGoesOnThereAndRestsBetweenRounds() {
        append(0, 5_000);
        grown();
        assertThat(reread(Duration.ofHours(1)).step()).isTrue();
        assertThat(rounds.round().orElseThrow().next()).isEqualTo(LedgerReread.PIECE);
        open();
        append(5_001, 5_100);
        grown();
        LedgerReread another = reread(Duration.ofHours(1));
        await().atMost(PATIENCE).until(another::step);
        await().atMost(PATIENCE).until(another::step);

        RereadTables.Round round = rounds.round().orElseThrow();
        assertThat(round.number()).isEqualTo(1);
        assertThat(round.isOver()).isTrue();
        assertThat(round.size()).as("as far as the tree went when it began").isEqualTo(5_001);
        assertThat(round.finishedAt()).isNotNull();
        assertThat(another.step()).as("the next is an hour away").isFalse();
    }

    @Test
    void givenARoundThatIsOver_whenTheNextIsNotDue_thenNoTransactionIsBegun() {
        append(0, 99);
        grown();
        assertThat(reread(Duration.ZERO).step()).isTrue();
        AtomicInteger begun = new AtomicInteger();
        TransactionTemplate counted = new TransactionTemplate(new DataSourceTransactionManager(source)) {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                begun.incrementAndGet();
                return super.execute(action);
            }
        };
        lookUntil(reread(Duration.ofHours(1), counted), 1);
        assertThat(begun).hasValue(0);
        lookUntil(reread(Duration.ZERO, counted), 2);
        assertThat(begun).hasPositiveValue();
    }

    private static void lookUntil(LedgerReread reread, long number) {
        reread.start();
        try {
            await().atMost(PATIENCE)
                    .until(() ->
                            reread.round().filter(one -> one.number() >= number).isPresent());
        } finally {
            reread.stop();
        }
    }

    @Test
    void givenAlteredTreeOrHeads_whenPiecesAreRead_thenLocated() {
        append(0, 99);
        grown();
        append(100, 599);
        grown();
        assertThat(check.piece(0, 512)).isEmpty();
        assertThat(check.piece(512, 600)).isEmpty();
        jdbc.sql("UPDATE ledger_tile SET hashes = overlay(hashes placing '\\x00000000' from 33)"
                        + " WHERE level = 0 AND number = 1")
                .update();
        assertThat(told(check.piece(0, 512))).containsExactly("TREE_ALTERED 256", "EVENT_ALTERED 257");
        jdbc.sql("UPDATE ledger_head SET line = replace(line, '\"time\":\"20', '\"time\":\"19') WHERE size = 100")
                .update();
        assertThat(told(check.piece(0, 256))).containsExactly("HEAD_ALTERED 0");
    }

    @Test
    void whenTheOperatorAsks_thenPieceByPieceAndAnchorsWithTheFirst() throws Exception {
        append(0, 40_000);
        TreeHead head = grown();
        Path file = folder.resolve("kept");
        FileAnchor anchor = new FileAnchor(file);
        anchor.keep(tables.keys(), head);
        InspectionDesk inspection = new InspectionDesk(tables, check, new AnchoredHeads(check, List.of(anchor)));

        LedgerPiece first = inspection.inspect(0);
        assertThat(first).isEqualTo(new LedgerPiece(40_001, 32_768L, 1, List.of(), List.of()));
        assertThat(inspection.inspect(first.next())).isEqualTo(new LedgerPiece(40_001, null, 0, List.of(), List.of()));
        jdbc.sql("UPDATE event_log SET payload = 'x' WHERE event_id = 'event-39999'")
                .update();
        assertThat(inspection.inspect(first.next()).findings())
                .extracting(LedgerPiece.Found::code, LedgerPiece.Found::first)
                .containsExactly(tuple("EVENT_ALTERED", 39_999L));
        Files.writeString(file, "no anchor");
        assertThat(inspection.inspect(0).unreadable()).containsExactly(anchor.place());
        assertThatThrownBy(() -> inspection.inspect(5)).isInstanceOf(RejectedException.class);
    }
}
