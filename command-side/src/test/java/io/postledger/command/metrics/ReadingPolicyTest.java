package io.postledger.command.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.metrics.Counters;
import io.postledger.api.metrics.IngestMetrics;
import io.postledger.api.metrics.MetricsBatchId;
import io.postledger.api.publication.PublicationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-20T10:00:00Z");
    private static final Instant START = NOW.minus(Duration.ofHours(1));
    private static final Instant END = NOW.plus(Duration.ofHours(1));
    private static final AccountId ACCOUNT = new AccountId("acct_01jqaaaaaaaaaaaaaaaaaaaaaa");
    private static final PublicationId PUBLICATION = new PublicationId("pub_01jqaaaaaaaaaaaaaaaaaaaaaa");

    private static IngestMetrics batch(IngestMetrics.Reading... readings) {
        return batch(List.of(readings));
    }

    private static IngestMetrics batch(List<IngestMetrics.Reading> readings) {
        return new IngestMetrics(
                MetricsBatchId.of("x-api", ACCOUNT, START, END), "x-api", ACCOUNT, START, END, readings);
    }

    private static IngestMetrics.Reading reading(Instant at, long likes) {
        return new IngestMetrics.Reading(PUBLICATION, at, new Counters(10L, likes, null, null, null, null, null));
    }

    private static void assertRejected(IngestMetrics batch, RejectionCode code) {
        assertThatThrownBy(() -> ReadingPolicy.require(batch, NOW))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    @Test
    void givenSensibleBatch_thenAccepted() {
        assertThatCode(() -> ReadingPolicy.require(batch(reading(START, 1), reading(NOW, 2)), NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void givenNoReadings_thenRejected() {
        assertRejected(batch(), RejectionCode.METRICS_BATCH_EMPTY);
    }

    @Test
    void givenTooManyReadings_thenRejected() {
        assertRejected(batch(Collections.nCopies(501, reading(NOW, 1))), RejectionCode.METRICS_BATCH_TOO_LARGE);
    }

    @Test
    void givenOnePublicationAndTimeTwice_thenRejected() {
        assertRejected(batch(reading(NOW, 1), reading(NOW, 2)), RejectionCode.METRICS_DUPLICATE_READING);
    }

    @Test
    void givenNegativeCount_thenRejected() {
        assertRejected(batch(reading(NOW, -1)), RejectionCode.METRICS_NEGATIVE_COUNT);
    }

    @Test
    void givenClockInTheFuture_thenRejected() {
        assertRejected(batch(reading(NOW.plus(Duration.ofMinutes(2)), 1)), RejectionCode.METRICS_IN_FUTURE);
    }

    @Test
    void givenReadingAtTheWindowsEnd_thenRejected() {
        Instant end = NOW;
        IngestMetrics batch = new IngestMetrics(
                MetricsBatchId.of("x-api", ACCOUNT, START, end),
                "x-api",
                ACCOUNT,
                START,
                end,
                List.of(reading(end, 1)));
        assertRejected(batch, RejectionCode.METRICS_OUTSIDE_WINDOW);
    }

    @Test
    void givenIdOfAnotherWindow_thenRejected() {
        IngestMetrics batch = new IngestMetrics(
                MetricsBatchId.of("other", ACCOUNT, START, END),
                "x-api",
                ACCOUNT,
                START,
                END,
                List.of(reading(NOW, 1)));
        assertRejected(batch, RejectionCode.INVALID_ID);
    }
}
