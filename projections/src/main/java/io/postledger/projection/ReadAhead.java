package io.postledger.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes a log on a thread of its own, while what was read before is being handled and written. Used by one thread, which
 * must not ask for what is not there: there is no waiting without end.
 */
final class ReadAhead implements BlockingStream<TrackedEventMessage<?>> {
    /** Handed over at once: a hand-over costs as much as reading some events. */
    private static final int PIECE = 256;

    private static final int PIECES = 16;
    private static final int WAIT_MILLIS = 20;

    private final BlockingStream<TrackedEventMessage<?>> log;
    private final Predicate<EventMessage<?>> isHandled;
    private final BlockingQueue<List<TrackedEventMessage<?>>> read = new ArrayBlockingQueue<>(PIECES);
    private final Thread reader;
    /** How often the end was asked for, and the last of these questions after which nothing more was found. */
    private volatile long asked;

    private volatile long nothingSince = -1;
    private volatile @Nullable Exception failure;
    private volatile boolean closed;
    private Iterator<TrackedEventMessage<?>> piece = Collections.emptyIterator();
    private @Nullable TrackedEventMessage<?> next;

    /** @param isHandled which events are decoded ahead */
    ReadAhead(BlockingStream<TrackedEventMessage<?>> log, Predicate<EventMessage<?>> isHandled, String name) {
        this.log = log;
        this.isHandled = isHandled;
        reader = new Thread(this::read, name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        List<TrackedEventMessage<?>> piece = new ArrayList<>(PIECE);
        try {
            while (!closed) {
                long question = asked;
                boolean isMore = log.hasNextAvailable(piece.isEmpty() ? WAIT_MILLIS : 0, TimeUnit.MILLISECONDS);
                if (isMore) {
                    TrackedEventMessage<?> event = log.nextAvailable();
                    decode(event);
                    piece.add(event);
                } else if (piece.isEmpty()) {
                    nothingSince = question;
                }
                if (piece.size() == PIECE || !isMore && !piece.isEmpty()) {
                    read.put(piece);
                    piece = new ArrayList<>(PIECE);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (Exception e) {
            failure = e;
        }
    }

    private void decode(TrackedEventMessage<?> event) {
        if (isHandled.test(event)) {
            try {
                event.getPayload();
                event.getMetaData();
            } catch (SerializationException e) {
                // Whoever handles it will find the same, and knows what to do about it.
            }
        }
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        if (next == null) {
            take(piece.hasNext() ? null : read.poll());
        }
        return Optional.ofNullable(next);
    }

    private void take(@Nullable List<TrackedEventMessage<?>> newPiece) {
        if (newPiece != null) {
            piece = newPiece.iterator();
        }
        if (piece.hasNext()) {
            next = piece.next();
        }
    }

    /** Waits longer than it is asked to for as long as it is not known that there is nothing. */
    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (peek().isPresent()) {
            return true;
        }
        long question = asked + 1;
        asked = question;
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (next == null && (nothingSince < question || System.nanoTime() < deadline)) {
            Exception failed = failure;
            if (failed != null) {
                throw new IllegalStateException("The log cannot be read", failed);
            }
            take(read.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        }
        // The reader may have found something between the question and its answer.
        return peek().isPresent();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        TrackedEventMessage<?> event = peek().orElseThrow();
        next = null;
        return event;
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
    }
}
