package io.postledger.projection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * One thread that reads the log, and one that decodes it, ahead of those who read along. They are ahead of the slowest by a bounded
 * number of events; one that takes nothing for long, because its store is away, is left behind and reads by itself from there.
 */
final class SharedReading {
    /** Handed over at once: a hand-over costs as much as reading some events. */
    private static final int PIECE = 256;
    /** Between the fastest and the slowest; what is decoded takes a few kilobytes an event. */
    private static final int PIECES = 16;

    /** Read, and not decoded yet. */
    private static final int PIECES_READ = 4;

    private static final int WAIT_MILLIS = 20;
    /** After which who takes nothing is left behind by those who wait for more. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    private final BlockingStream<TrackedEventMessage<?>> log;
    private final BuildBudget budget;
    private final Consumer<SharedReading> ended;
    private final Thread reading = thread("log-reader", this::read);
    private final Thread decoding = thread("log-decoder", this::decode);
    private final BlockingQueue<Found> found = new ArrayBlockingQueue<>(PIECES_READ);
    private final Deque<Piece> window = new ArrayDeque<>();
    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    /** Of the window's first piece, counted from the first that was read. */
    private long first;
    /** Where the piece begins that is read next. */
    private @Nullable TrackingToken end;
    /** How often the end was asked for, and the last of these questions after which nothing more was found. */
    private volatile long asked;

    private long nothingSince = -1;
    private @Nullable Exception failure;
    private volatile boolean closed;

    /** @param before what comes before its first event; null where that is the first of all */
    private record Piece(@Nullable TrackingToken before, List<TrackedEventMessage<?>> events) {}

    /** What was read at once; nothing where there was no more. @param question how often the end had been asked for before that */
    private record Found(List<TrackedEventMessage<?>> events, long question) {}

    /** Who reads along. */
    final class Reader implements AutoCloseable {
        private final Predicate<EventMessage<?>> isHandled;
        private long next;
        private long tookAt = System.nanoTime();

        private Reader(Predicate<EventMessage<?>> isHandled, long next) {
            this.isHandled = isHandled;
            this.next = next;
        }

        /**
         * The next events; empty where the log has no more of them now, null for who was left behind.
         *
         * @param waitMillis how long to wait for more where the log has none
         */
        @Nullable
        List<TrackedEventMessage<?>> take(long waitMillis) throws InterruptedException {
            return SharedReading.this.take(this, waitMillis);
        }

        @Override
        public void close() {
            leave(this);
        }
    }

    /** @param ended told once when nobody may join any more */
    SharedReading(
            BlockingStream<TrackedEventMessage<?>> log,
            @Nullable TrackingToken after,
            BuildBudget budget,
            Consumer<SharedReading> ended) {
        this.log = log;
        this.end = after;
        this.budget = budget;
        this.ended = ended;
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        reading.start();
        decoding.start();
    }

    /** Joins after this position; null where it is not, or no longer, in the window. */
    synchronized @Nullable Reader join(@Nullable TrackingToken after, Predicate<EventMessage<?>> isHandled) {
        if (closed || failure != null) {
            return null;
        }
        long index = first;
        for (Piece piece : window) {
            if (Objects.equals(piece.before(), after)) {
                return add(new Reader(isHandled, index));
            }
            index++;
        }
        return Objects.equals(end, after) ? add(new Reader(isHandled, index)) : null;
    }

    private Reader add(Reader reader) {
        readers.add(reader);
        return reader;
    }

    private void read() {
        List<TrackedEventMessage<?>> piece = new ArrayList<>(PIECE);
        long answered = -1;
        try {
            while (!closed) {
                long question = asked;
                // Who asks is not kept waiting for the next event: where they come steadily there would be no end.
                boolean mayWait = piece.isEmpty() && question == answered;
                boolean isMore = log.hasNextAvailable(mayWait ? WAIT_MILLIS : 0, TimeUnit.MILLISECONDS);
                if (isMore) {
                    piece.add(log.nextAvailable());
                } else if (piece.isEmpty()) {
                    answered = question;
                }
                if (!isMore || piece.size() == PIECE) {
                    found.put(new Found(piece, question));
                    piece = new ArrayList<>(PIECE);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (Exception e) {
            fail(e);
        } finally {
            ended.accept(this);
            log.close();
        }
    }

    private void decode() {
        try {
            while (!closed) {
                Found next = found.take();
                if (next.events().isEmpty()) {
                    foundNothing(next.question());
                } else {
                    budget.await();
                    long begin = System.nanoTime();
                    next.events().forEach(this::decode);
                    budget.spend(System.nanoTime() - begin);
                    put(next.events());
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void decode(TrackedEventMessage<?> event) {
        for (Reader reader : readers) {
            if (reader.isHandled.test(event)) {
                try {
                    event.getPayload();
                } catch (SerializationException e) {
                    // Whoever handles it will find the same, and knows what to do about it.
                }
                return;
            }
        }
    }

    /** Waits for the slowest, or leaves it behind. */
    private void awaitRoom() throws InterruptedException {
        while (!closed && window.size() == PIECES && slowest() == first) {
            long now = System.nanoTime();
            boolean isWaitedFor = readers.stream().anyMatch(reader -> reader.next == first + PIECES);
            if (!isWaitedFor
                    || !readers.removeIf(reader -> reader.next == first && now - reader.tookAt > PATIENCE_NANOS)) {
                wait(WAIT_MILLIS);
            }
        }
    }

    private long slowest() {
        return readers.stream().mapToLong(reader -> reader.next).min().orElse(Long.MAX_VALUE);
    }

    private synchronized void foundNothing(long question) {
        nothingSince = question;
        notifyAll();
    }

    private synchronized void put(List<TrackedEventMessage<?>> events) throws InterruptedException {
        awaitRoom();
        if (window.size() == PIECES) {
            window.removeFirst();
            first++;
        }
        window.addLast(new Piece(end, events));
        end = events.get(events.size() - 1).trackingToken();
        notifyAll();
    }

    private synchronized void fail(Exception cause) {
        failure = cause;
        notifyAll();
    }

    /** Waits longer than it is asked to for as long as it is not known that there is nothing. */
    private synchronized @Nullable List<TrackedEventMessage<?>> take(Reader reader, long waitMillis)
            throws InterruptedException {
        reader.tookAt = System.nanoTime();
        if (!readers.contains(reader)) {
            return null;
        }
        long question = asked + 1;
        asked = question;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (reader.next == first + window.size()) {
            if (failure != null) {
                throw new IllegalStateException("The log cannot be read", failure);
            }
            if (nothingSince >= question && System.nanoTime() >= deadline) {
                return List.of();
            }
            wait(WAIT_MILLIS);
            reader.tookAt = System.nanoTime();
        }
        return nextPiece(reader);
    }

    private List<TrackedEventMessage<?>> nextPiece(Reader reader) {
        List<TrackedEventMessage<?>> events = window.stream()
                .skip(reader.next - first)
                .findFirst()
                .orElseThrow()
                .events();
        reader.next++;
        notifyAll();
        return events;
    }

    /** The last one to leave ends it, and waits for that. */
    private void leave(Reader reader) {
        if (isLast(reader)) {
            reading.interrupt();
            decoding.interrupt();
            try {
                reading.join();
                decoding.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized boolean isLast(Reader reader) {
        readers.remove(reader);
        closed |= readers.isEmpty();
        notifyAll();
        return closed;
    }
}
