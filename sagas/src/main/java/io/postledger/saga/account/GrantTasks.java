package io.postledger.saga.account;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done for grants at its time; on one node at a time. */
@Configuration(proxyBeanMethods = false)
class GrantTasks {
    private static final Duration EVERY = Duration.ofSeconds(10);

    @Bean
    RecurringTask<Void> refreshAheadTask(RefreshAhead refreshAhead) {
        return Tasks.recurring("grants.refresh-ahead", FixedDelay.of(EVERY))
                .execute((instance, context) -> refreshAhead.run());
    }
}
