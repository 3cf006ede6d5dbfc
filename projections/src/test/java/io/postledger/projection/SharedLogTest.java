package io.postledger.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedLogTest {
    private static final int LENGTH = 30_000;

    private final SharedLog shared = new SharedLog(new BuildBudget(1));

    @Test
    void thoseThatBeginAtTheSamePlaceReadItOnce() throws Exception {
        Log log = new Log(LENGTH);
        try (BlockingStream<TrackedEventMessage<?>> one = shared.open(log, null, event -> true);
                BlockingStream<TrackedEventMessage<?>> other = shared.open(log, null, event -> false)) {
            List<Long> ofOne = new ArrayList<>();
            List<Long> ofOther = new ArrayList<>();
            while (take(one, ofOne) | take(other, ofOther)) {
                assertThat(log.opened).hasValue(1);
            }
            assertThat(ofOne).hasSize(LENGTH).isSorted().doesNotHaveDuplicates();
            assertThat(ofOther).isEqualTo(ofOne);
            assertThat(log.read).hasValue(LENGTH);
        }
        assertThat(log.open).as("streams left open").hasValue(0);
    }

    @Test
    void oneThatComesLaterReadsByItself() throws Exception {
        Log log = new Log(LENGTH);
        try (BlockingStream<TrackedEventMessage<?>> one = shared.open(log, null, event -> true)) {
            List<Long> ofOne = new ArrayList<>();
            while (take(one, ofOne)) {}
            try (BlockingStream<TrackedEventMessage<?>> other = shared.open(log, null, event -> true)) {
                List<Long> ofOther = new ArrayList<>();
                while (take(other, ofOther)) {}
                assertThat(ofOther).isEqualTo(ofOne);
            }
            assertThat(log.opened).hasValue(2);
        }
    }

    @Test
    void whatComesLaterIsFound() throws Exception {
        Log log = new Log(10);
        try (BlockingStream<TrackedEventMessage<?>> one = shared.open(log, null, event -> true)) {
            List<Long> positions = new ArrayList<>();
            while (take(one, positions)) {}
            log.length = 15;
            while (take(one, positions)) {}
            assertThat(positions).hasSize(15);
        }
    }

    @Test
    void aFailureIsToldToEachAndTheNextBeginsAnew() throws Exception {
        Log log = new Log(LENGTH);
        log.failsAt = 5;
        try (BlockingStream<TrackedEventMessage<?>> one = shared.open(log, null, event -> true)) {
            assertThatThrownBy(() -> take(one, new ArrayList<>())).hasRootCauseMessage("The log is gone");
        }
        log.failsAt = Integer.MAX_VALUE;
        try (BlockingStream<TrackedEventMessage<?>> next = shared.open(log, null, event -> true)) {
            assertThat(take(next, new ArrayList<>())).isTrue();
        }
    }

    /** Whether there was anything more. */
    private static boolean take(BlockingStream<TrackedEventMessage<?>> stream, List<Long> positions) throws Exception {
        boolean found = false;
        for (int n = 0; n < 1_000 && stream.hasNextAvailable(0, TimeUnit.MILLISECONDS); n++) {
            positions.add(stream.nextAvailable().trackingToken().position().orElseThrow());
            found = true;
        }
        return found;
    }

    /** Events of which each is its position. */
    private static final class Log implements StreamableMessageSource<TrackedEventMessage<?>> {
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger read = new AtomicInteger();
        private volatile int length;
        private volatile int failsAt = Integer.MAX_VALUE;

        Log(int length) {
            this.length = length;
        }

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
            opened.incrementAndGet();
            open.incrementAndGet();
            return new BlockingStream<>() {
                private int next = after == null ? 0 : (int) after.position().orElseThrow() + 1;

                @Override
                public Optional<TrackedEventMessage<?>> peek() {
                    throw new UnsupportedOperationException("Nobody peeks");
                }

                @Override
                public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
                    if (next < length) {
                        return true;
                    }
                    unit.sleep(timeout);
                    return next < length;
                }

                @Override
                public TrackedEventMessage<?> nextAvailable() {
                    if (next >= failsAt) {
                        throw new IllegalStateException("The log is gone");
                    }
                    read.incrementAndGet();
                    long position = next++;
                    return new GenericTrackedEventMessage<>(
                            new GlobalSequenceTrackingToken(position), GenericEventMessage.asEventMessage(position));
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }
    }
}
