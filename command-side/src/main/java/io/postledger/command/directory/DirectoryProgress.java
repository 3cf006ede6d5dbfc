package io.postledger.command.directory;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.messaging.LogCommit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the directories have come in the log, on whichever node they are told it. */
@Component
public class DirectoryProgress {
    /**
     * How long a command waits here. Short, because it holds a connection that the reading of the log may need; the
     * command gateway tries again, and holds none in between.
     */
    private static final Duration PATIENCE = Duration.ofMillis(150);

    private static final long PAUSE_MILLIS = 5;

    private final ObjectProvider<EventStore> log;
    private final JdbcClient jdbc;
    private final ObjectProvider<Serializer> serializer;
    private final LogCommit logCommit;
    private volatile boolean started;

    DirectoryProgress(
            ObjectProvider<EventStore> log,
            JdbcClient jdbc,
            ObjectProvider<Serializer> serializer,
            LogCommit logCommit) {
        this.log = log;
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.logCommit = logCommit;
    }

    /**
     * That the directories have taken in all that was in the log when this node started; what came later they were told by
     * the commands that made it. Rejected: SERVICE_UNAVAILABLE.
     */
    public void requireStarted() {
        if (!started) {
            requireHead();
        }
    }

    /** That the directories have taken in all that is in the log now. Rejected: SERVICE_UNAVAILABLE. */
    public void requireHead() {
        boolean toldWithTheLog = logCommit == LogCommit.WITH_TABLES && started;
        if (!toldWithTheLog && !awaitHead(PATIENCE)) {
            throw new RejectedException(
                    RejectionCode.SERVICE_UNAVAILABLE,
                    "What is known of other accounts and members is being caught up");
        }
    }

    /** Waits until the directories have taken in all that is in the log now; false where they have not by then. */
    boolean awaitHead(Duration patience) {
        long head = position(log.getObject().createHeadToken());
        long deadline = System.nanoTime() + patience.toNanos();
        while (position(stored()) < head) {
            if (System.nanoTime() > deadline || !pause()) {
                return false;
            }
        }
        started = true;
        return true;
    }

    /** Read and not asked of the event processor: that may run on another node. */
    private @Nullable TrackingToken stored() {
        return jdbc.sql("SELECT token, token_type FROM processor_token WHERE processor = ? AND token IS NOT NULL")
                .param(DirectoriesFromLog.PROCESSOR)
                .query((row, number) -> serializer
                        .getObject()
                        .<byte[], TrackingToken>deserialize(
                                new SimpleSerializedObject<>(row.getBytes(1), byte[].class, row.getString(2), null)))
                .optional()
                .orElse(null);
    }

    /**
     * Positions that a token still misses are not looked at: in the log in PostgreSQL they are commands under way or
     * rolled back, whose rows are written or not together with their events.
     */
    private static long position(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
