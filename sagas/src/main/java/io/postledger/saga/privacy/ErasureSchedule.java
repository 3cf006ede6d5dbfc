package io.postledger.saga.privacy;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.postledger.api.privacy.ErasureBegun;
import io.postledger.api.privacy.ErasureRequested;
import io.postledger.api.privacy.LegalHoldLifted;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/**
 * Has an erasure begin when its time of grace is over, or its hold. Whether it still may, it is asked then: who cancels it
 * leaves a task that does nothing. Told an event again, it does the same again.
 */
@ProcessingGroup(ErasureSchedule.PROCESSOR)
class ErasureSchedule {
    static final String PROCESSOR = "erasures";

    private final SchedulerClient scheduler;

    ErasureSchedule(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    @EventHandler
    void on(ErasureRequested event, @SequenceNumber long sequence) {
        beginAt(event.dueAt(), event.erasureId(), sequence);
    }

    @EventHandler
    void on(LegalHoldLifted event, @SequenceNumber long sequence, @Timestamp Instant at) {
        if (event.dueAt() != null) {
            beginAt(event.dueAt().isAfter(at) ? event.dueAt() : at, event.erasureId(), sequence);
        }
    }

    private void beginAt(Instant at, String erasureId, long sequence) {
        scheduler.scheduleIfNotExists(ErasureTasks.BEGIN
                .instance(erasureId + ":" + sequence)
                .data(new ErasureTasks.Due(erasureId))
                .scheduledTo(at));
    }

    @EventHandler
    void on(ErasureBegun event, @Timestamp Instant at) {
        scheduler.scheduleIfNotExists(ErasureTasks.ERASE
                .instance(event.erasureId())
                .data(ErasureWork.first(event.erasureId(), event.subject(), event.workspaces()))
                .scheduledTo(at));
    }
}
