package io.postledger.saga.publication;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.post.BeginPublishing;
import io.postledger.api.post.PostId;
import io.postledger.api.publication.GiveUpHeldPublication;
import io.postledger.api.publication.PublicationId;
import io.postledger.saga.step.Step;
import io.postledger.saga.step.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What each durable task does. One that fails for a reason of ours (a store away) is run again, without end. */
@Configuration(proxyBeanMethods = false)
class PublishingTaskHandlers {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    /** After which it is seen again whether the account has a lane. */
    private static final Duration LANE_TAKEN = Duration.ofMillis(250);

    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    @Bean
    OneTimeTask<PublishingTasks.Release> releaseTask(PublishingCommands commands, Steps steps) {
        return Tasks.oneTime(PublishingTasks.RELEASE)
                .onFailure(retry())
                .execute((instance, context) -> release(instance.getData(), commands, steps));
    }

    private static void release(PublishingTasks.Release release, PublishingCommands commands, Steps steps) {
        steps.reached(Step.DUE);
        try {
            commands.sendOnce(
                    release.workspaceId(),
                    new BeginPublishing(new PostId(release.postId()), release.scheduleNumber()),
                    "begin:" + release.postId() + ":" + release.scheduleNumber());
        } catch (RejectedException e) {
            if (e.code() != RejectionCode.SCHEDULE_SUPERSEDED) {
                throw e;
            }
        }
        steps.reached(Step.BEGUN);
    }

    @Bean
    CustomTask<Delivery> sendTask(SendPublication sendPublication, AccountLanes lanes) {
        return repeating(PublishingTasks.SEND, sendPublication::run, lanes);
    }

    @Bean
    CustomTask<Delivery> lookUpTask(LookUpPublication lookUpPublication, AccountLanes lanes) {
        return repeating(PublishingTasks.LOOK_UP, lookUpPublication::run, lanes);
    }

    @Bean
    OneTimeTask<Delivery> giveUpTask(PublishingCommands commands) {
        return Tasks.oneTime(PublishingTasks.GIVE_UP)
                .onFailure(retry())
                .execute((instance, context) -> commands.send(
                        instance.getData().workspaceId(),
                        new GiveUpHeldPublication(
                                new PublicationId(instance.getData().publicationId()))));
    }

    /** A task that says itself when it is to run again. */
    private static CustomTask<Delivery> repeating(
            TaskDescriptor<Delivery> descriptor, Function<Delivery, Optional<Instant>> run, AccountLanes lanes) {
        return Tasks.custom(descriptor)
                .onFailure(retry())
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    Delivery delivery = instance.getData();
                    Optional<AccountLanes.Lane> lane = lanes.enter(delivery.accountId());
                    if (lane.isEmpty()) {
                        return (complete, operations) -> operations.reschedule(
                                complete, complete.getTimeDone().plus(LANE_TAKEN));
                    }
                    try (AccountLanes.Lane taken = lane.get()) {
                        Optional<Instant> again = run.apply(delivery);
                        return (complete, operations) ->
                                again.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
                    }
                });
    }

    private static <T> FailureHandler<T> retry() {
        return (complete, operations) -> {
            int failures = complete.getExecution().consecutiveFailures;
            Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 10));
            operations.reschedule(
                    complete, complete.getTimeDone().plus(wait.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait));
        };
    }
}
