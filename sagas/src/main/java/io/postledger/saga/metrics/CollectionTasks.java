package io.postledger.saga.metrics;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The durable tasks of collecting: one sees whose time has come, on one node at a time, and gives each such account a task of
 * its own, which is one however often it is given.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollectionSettings.class)
class CollectionTasks {
    private static final TaskDescriptor<CollectedPosts.DueAccount> COLLECT =
            TaskDescriptor.of("metrics.collect", CollectedPosts.DueAccount.class);
    private static final int ACCOUNTS_A_RUN = 500;
    /** In this process: publishing has most of the threads. */
    private static final int AT_ONCE = 3;

    private static final Duration NO_TURN = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    @Bean
    RecurringTask<Void> planMetricsTask(CollectedPosts posts, CollectionSettings settings, Clock clock) {
        return Tasks.recurring("metrics.plan", FixedDelay.of(settings.every())).execute((instance, context) -> {
            SchedulerClient scheduler = context.getSchedulerClient();
            // The scheduler tells what is due by its own clock, which need not be the one that readings go by.
            Instant atOnce = context.getExecution().getExecutionTime();
            for (CollectedPosts.DueAccount account : posts.dueAccounts(clock.instant(), ACCOUNTS_A_RUN)) {
                scheduler.scheduleIfNotExists(
                        COLLECT.instance(account.accountId()).data(account).scheduledTo(atOnce));
            }
        });
    }

    @Bean
    CustomTask<CollectedPosts.DueAccount> collectMetricsTask(Collecting collecting) {
        Semaphore turns = new Semaphore(AT_ONCE);
        return Tasks.custom(COLLECT)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, complete.getTimeDone().plus(AFTER_FAILURE)))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    if (!turns.tryAcquire()) {
                        return (complete, operations) -> operations.reschedule(
                                complete, complete.getTimeDone().plus(NO_TURN));
                    }
                    try {
                        collecting.run(instance.getData());
                    } finally {
                        turns.release();
                    }
                    return (complete, operations) -> operations.remove();
                });
    }
}
