package io.postledger.command.metrics;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.metrics.Counters;
import io.postledger.api.metrics.IngestMetrics;
import io.postledger.api.metrics.MetricsBatchId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a batch of readings makes sense by itself. One bad reading refuses the whole batch: nothing is half taken in. */
final class ReadingPolicy {
    private static final int MOST = 500;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(31);

    /** Sources' clocks may be ahead of ours by this much. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private record Key(String publicationId, Instant observedAt) {}

    private ReadingPolicy() {}

    static void require(IngestMetrics batch, Instant now) {
        requireWindow(batch);
        List<IngestMetrics.Reading> readings = batch.readings();
        if (readings.isEmpty()) {
            throw new RejectedException(RejectionCode.METRICS_BATCH_EMPTY, "A batch has at least one reading");
        }
        if (readings.size() > MOST) {
            throw new RejectedException(
                    RejectionCode.METRICS_BATCH_TOO_LARGE,
                    "A batch has at most " + MOST + " readings",
                    Map.of("limit", Integer.toString(MOST), "actual", Integer.toString(readings.size())));
        }
        Set<Key> seen = new HashSet<>();
        for (int index = 0; index < readings.size(); index++) {
            requireReading(batch, readings.get(index), index, now, seen);
        }
    }

    private static void requireWindow(IngestMetrics batch) {
        boolean ordered = batch.windowStart().isBefore(batch.windowEnd());
        if (!ordered
                || Duration.between(batch.windowStart(), batch.windowEnd()).compareTo(LONGEST_WINDOW) > 0
                || batch.metricsSource().isBlank()
                || batch.metricsSource().length() > 100) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST,
                    "A batch names its source, and a window that ends after it starts and is at most "
                            + LONGEST_WINDOW.toDays() + " days long");
        }
        if (!batch.batchId()
                .equals(MetricsBatchId.of(
                        batch.metricsSource(), batch.accountId(), batch.windowStart(), batch.windowEnd()))) {
            throw new RejectedException(
                    RejectionCode.INVALID_ID, "The batch id does not follow from source, account and window");
        }
    }

    private static void requireReading(
            IngestMetrics batch, IngestMetrics.Reading reading, int index, Instant now, Set<Key> seen) {
        if (reading == null
                || reading.publicationId() == null
                || reading.observedAt() == null
                || reading.counters() == null) {
            throw rejected(RejectionCode.INVALID_REQUEST, "A reading names publication, time and counters", index);
        }
        if (reading.observedAt().isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw rejected(RejectionCode.METRICS_IN_FUTURE, "A reading is from the future", index);
        }
        if (reading.observedAt().isBefore(batch.windowStart())
                || !reading.observedAt().isBefore(batch.windowEnd())) {
            throw rejected(RejectionCode.METRICS_OUTSIDE_WINDOW, "A reading is outside the batch's window", index);
        }
        if (counters(reading.counters()).anyMatch(count -> count < 0)) {
            throw rejected(RejectionCode.METRICS_NEGATIVE_COUNT, "A count is negative", index);
        }
        if (!seen.add(new Key(reading.publicationId().value(), reading.observedAt()))) {
            throw rejected(
                    RejectionCode.METRICS_DUPLICATE_READING, "Two readings are of one publication and time", index);
        }
    }

    private static Stream<Long> counters(Counters counters) {
        return Stream.of(
                        counters.impressions(),
                        counters.likes(),
                        counters.comments(),
                        counters.shares(),
                        counters.saves(),
                        counters.clicks(),
                        counters.videoViews())
                .filter(Objects::nonNull);
    }

    static RejectedException rejected(RejectionCode code, String message, int index) {
        return new RejectedException(code, message, Map.of("reading", Integer.toString(index)));
    }
}
