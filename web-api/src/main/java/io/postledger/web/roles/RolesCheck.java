package io.postledger.web.roles;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Refuses to start with roles that could not do their work, before anything is opened: otherwise the process would look
 * well, and answer every request that needs another role with 503.
 */
public final class RolesCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment settings = context.getEnvironment();
        Roles.check(
                settings.getProperty("postledger.roles", String.join(",", Roles.ALL)),
                settings.getProperty("postledger.event-store", "embedded").equals("axon-server"));
    }
}
