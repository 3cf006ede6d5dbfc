package io.postledger.saga.publication;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Instant;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The durable tasks of publishing. A task's instance names the step it is for, so that a step scheduled twice (the saga
 * is told each event at least once) is one task, and one done before finds its step closed and does nothing.
 */
@Component
class PublishingTasks {
    /** A post becomes due. */
    record Release(String postId, String workspaceId, int scheduleNumber) {}

    static final TaskDescriptor<Release> RELEASE = TaskDescriptor.of("post.release", Release.class);
    static final TaskDescriptor<Delivery> SEND = TaskDescriptor.of("publication.send", Delivery.class);
    static final TaskDescriptor<Delivery> LOOK_UP = TaskDescriptor.of("publication.look-up", Delivery.class);
    static final TaskDescriptor<Delivery> GIVE_UP = TaskDescriptor.of("publication.give-up", Delivery.class);

    private final SchedulerClient scheduler;

    /** The scheduler is made of the tasks, which use sagas' parts: hence lazy. */
    PublishingTasks(@Lazy SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    void releaseAt(Instant dueAt, Release release) {
        scheduler.scheduleIfNotExists(RELEASE.instance(releaseId(release.postId(), release.scheduleNumber()))
                .data(release)
                .scheduledTo(dueAt));
    }

    void cancelRelease(String postId, int scheduleNumber) {
        TaskInstanceId release = TaskInstanceId.of(RELEASE.getTaskName(), releaseId(postId, scheduleNumber));
        if (scheduler.getScheduledExecution(release).isPresent()) {
            scheduler.cancel(release);
        }
    }

    /** Sends the first attempt. */
    void sendFirstAt(Instant at, Delivery delivery) {
        schedule(SEND, at, delivery, "first");
    }

    /**
     * Sends attempt {@code delivery.attempt() + 1}.
     *
     * @param step sequence number of the publication's event that asked for it: a task that runs just now, and is about
     *     to end, must not stand in the way of the next
     */
    void sendAt(Instant at, Delivery delivery, long step) {
        schedule(SEND, at, delivery, Long.toString(step));
    }

    /** @param step as in {@link #sendAt} */
    void lookUpAt(Instant at, Delivery delivery, long step) {
        schedule(LOOK_UP, at, delivery, Long.toString(step));
    }

    /** @param step as in {@link #sendAt} */
    void giveUpAt(Instant at, Delivery delivery, long step) {
        schedule(GIVE_UP, at, delivery, Long.toString(step));
    }

    private void schedule(TaskDescriptor<Delivery> task, Instant at, Delivery delivery, String step) {
        scheduler.scheduleIfNotExists(task.instance(delivery.publicationId() + ":" + step)
                .data(delivery)
                .scheduledTo(at));
    }

    private static String releaseId(String postId, int scheduleNumber) {
        return postId + ":" + scheduleNumber;
    }
}
