package io.postledger.store;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded store with streams that say when there is something new. Axon's own store leaves its pooled processors
 * to look every half second, which every view, saga step and publication would wait for; one thread here waits at the
 * end of the log (where Axon's own producer wakes it at each commit) and calls them.
 */
final class NotifyingEventStore extends EmbeddedEventStore {
    private static final Logger LOG = LoggerFactory.getLogger(NotifyingEventStore.class);
    private static final int WAIT_SECONDS = 1;

    /**
     * The least time between two calls. The first event after a rest is told at once; under load those of this time are
     * handled as one batch, with one token, one write of each view and one commit instead of one for each event.
     */
    private static final long GATHER_MILLIS = 25;

    /** From {@value #MANY_A_SECOND} events a second on: what is saved is worth more than what is waited. */
    private static final long GATHER_MANY_MILLIS = 100;

    private static final long MANY_A_SECOND = 200;

    private final Set<Runnable> callbacks = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile @Nullable Thread watcher;

    NotifyingEventStore(EmbeddedEventStore.Builder builder) {
        super(builder);
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new NotifyingStream(super.openStream(token));
    }

    @Override
    public void shutDown() {
        stopped = true;
        Thread running = watcher;
        if (running != null) {
            running.interrupt();
        }
        super.shutDown();
    }

    private void register(Runnable callback) {
        callbacks.add(callback);
        if (started.compareAndSet(false, true)) {
            Thread thread = new Thread(this::watch, "event-log-watcher");
            thread.setDaemon(true);
            watcher = thread;
            thread.start();
        }
    }

    private void watch() {
        while (!stopped) {
            try (TrackingEventStream end = super.openStream(createHeadToken())) {
                // Whatever was stored while nobody watched.
                callbacks.forEach(Runnable::run);
                watch(end);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("The end of the log cannot be watched; trying again: {}", e.toString());
                pause();
            }
        }
    }

    private void watch(TrackingEventStream end) throws InterruptedException {
        long gathered = GATHER_MILLIS;
        while (!stopped) {
            if (end.hasNextAvailable(WAIT_SECONDS, TimeUnit.SECONDS)) {
                long events = 0;
                while (end.hasNextAvailable()) {
                    end.nextAvailable();
                    events++;
                }
                callbacks.forEach(Runnable::run);
                boolean many = events * TimeUnit.SECONDS.toMillis(1) > MANY_A_SECOND * gathered;
                gathered = many ? GATHER_MANY_MILLIS : GATHER_MILLIS;
                TimeUnit.MILLISECONDS.sleep(gathered);
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(WAIT_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class NotifyingStream implements TrackingEventStream {
        private final TrackingEventStream delegate;
        private volatile @Nullable Runnable callback;

        NotifyingStream(TrackingEventStream delegate) {
            this.delegate = delegate;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable onAvailable) {
            callback = onAvailable;
            register(onAvailable);
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return delegate.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return delegate.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return delegate.nextAvailable();
        }

        @Override
        public void close() {
            Runnable registered = callback;
            if (registered != null) {
                callbacks.remove(registered);
            }
            delegate.close();
        }
    }
}
