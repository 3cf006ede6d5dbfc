package io.postledger.saga.publication;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.post.BeginPublishing;
import io.postledger.api.post.PostId;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What each durable task does. One that fails for a reason of ours (a store away) is run again, without end. */
@Configuration(proxyBeanMethods = false)
class PublishingTaskHandlers {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    @Bean
    OneTimeTask<PublishingTasks.Release> releaseTask(PublishingCommands commands) {
        return Tasks.oneTime(PublishingTasks.RELEASE)
                .onFailure(retry())
                .execute((instance, context) -> release(instance.getData(), commands));
    }

    private static void release(PublishingTasks.Release release, PublishingCommands commands) {
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
    }

    @Bean
    OneTimeTask<Delivery> sendTask(SendPublication sendPublication) {
        return Tasks.oneTime(PublishingTasks.SEND)
                .onFailure(retry())
                .execute((instance, context) -> sendPublication.run(instance.getData()));
    }

    @Bean
    OneTimeTask<Delivery> lookUpTask(LookUpPublication lookUpPublication) {
        return Tasks.oneTime(PublishingTasks.LOOK_UP)
                .onFailure(retry())
                .execute((instance, context) -> lookUpPublication.run(instance.getData()));
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
