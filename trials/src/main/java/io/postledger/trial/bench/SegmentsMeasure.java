package io.postledger.trial.bench;

import io.postledger.trial.Waiting;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;

/** A live event processor whose handler computes for a while, with one segment and with two. */
final class SegmentsMeasure implements Measure {
    /** As the product's ClickHouse projections have it. */
    private static final int BATCH = 1_000;
    /** Hashes of one event: so much that the handler, and not the log, is what takes time. */
    private static final int HASHES = 400;

    private static final long MOST_EVENTS = 50_000;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Override
    public String name() {
        return "segments";
    }

    @Override
    public List<Ratio> take(BenchRoom room) {
        long events = Math.min(MOST_EVENTS, room.events());
        List<Double> one = new ArrayList<>();
        List<Double> two = new ArrayList<>();
        for (int round = 0; round < room.rounds(); round++) {
            one.add(events / seconds(room, 1, events));
            two.add(events / seconds(room, 2, events));
        }
        return List.of(Ratio.atLeast(
                1.6,
                "two segments to one, bound by CPU",
                new Ratio.Term("two segments, the first " + events + " events", two, "events/s"),
                new Ratio.Term("one segment, the same", one, "events/s")));
    }

    private static double seconds(BenchRoom room, int segments, long events) {
        Computing handler = new Computing();
        ScheduledExecutorService coordinator = Executors.newSingleThreadScheduledExecutor();
        ScheduledExecutorService workers = Executors.newScheduledThreadPool(segments);
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name("bench_segments")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(handler)
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build())
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(room.product().bean(EventStore.class))
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                .initialSegmentCount(segments)
                .initialToken(StreamableMessageSource::createTailToken)
                .batchSize(BATCH)
                .build();
        try {
            processor.start();
            Waiting.until(PATIENCE, "the first event is handled", () -> handler.handled.get() > 0);
            long begin = System.nanoTime();
            long before = handler.handled.get();
            Waiting.until(PATIENCE, events + " events are handled", () -> handler.handled.get() >= events);
            // What came before the clock was started is not counted.
            return BenchRoom.seconds(begin) * events / (handler.handled.get() - before);
        } finally {
            processor.shutDown();
            coordinator.shutdownNow();
            workers.shutdownNow();
        }
    }

    private static final class Computing {
        private final AtomicLong handled = new AtomicLong();

        @EventHandler
        void on(Object event) throws NoSuchAlgorithmException {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = new byte[32];
            for (int n = 0; n < HASHES; n++) {
                hash = digest.digest(hash);
            }
            handled.incrementAndGet();
        }
    }
}
