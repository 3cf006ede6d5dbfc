package io.postledger.saga;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Switches db-scheduler off where the saga role is absent. A scheduler that does not know our tasks would take their rows for
 * left-overs of a removed feature, and delete them after a while: scheduled posts among them.
 */
final class SchedulerFollowsRole implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.getProperty("postledger.roles", "saga").contains("saga")) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("schedulerFollowsRole", Map.of("db-scheduler.enabled", false)));
        }
    }
}
