package io.postledger.saga.privacy;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The durable tasks of erasing; each is done again until it is done. */
@Configuration(proxyBeanMethods = false)
class ErasureTasks {
    /** The time of grace of an erasure is over. */
    record Due(String erasureId) {}

    static final TaskDescriptor<Due> BEGIN = TaskDescriptor.of("privacy.begin", Due.class);
    static final TaskDescriptor<ErasureWork> ERASE = TaskDescriptor.of("privacy.erase", ErasureWork.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    /** A last owner has to name another first. */
    private static final Duration AFTER_REFUSAL = Duration.ofHours(1);

    /** Where events schedule them. The scheduler is made of the tasks: hence lazy. */
    @Bean
    ErasureSchedule erasureSchedule(@Lazy SchedulerClient scheduler) {
        return new ErasureSchedule(scheduler);
    }

    @Bean
    CustomTask<Due> beginErasureTask(Erasing erasing) {
        return Tasks.custom(BEGIN)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, complete.getTimeDone().plus(AFTER_FAILURE)))
                .onDeadExecutionRevive()
                .execute((instance, context) -> erasing.begin(instance.getData().erasureId())
                        ? (complete, operations) -> operations.remove()
                        : (complete, operations) -> operations.reschedule(
                                complete, complete.getTimeDone().plus(AFTER_REFUSAL)));
    }

    @Bean
    CustomTask<ErasureWork> eraseTask(Erasing erasing) {
        return Tasks.custom(ERASE)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, complete.getTimeDone().plus(AFTER_FAILURE)))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    Optional<ErasureWork> next = erasing.go(instance.getData());
                    return (complete, operations) -> {
                        if (next.isEmpty()) {
                            operations.remove();
                        } else {
                            Instant at = complete.getTimeDone().plus(next.get().pause());
                            operations.reschedule(complete, at, next.get());
                        }
                    };
                });
    }
}
