package io.postledger.web;

import io.postledger.web.roles.RolesCheck;
import io.postledger.web.security.ActuatorSecurity;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Starts the product, in all of its roles or in those that {@code postledger.roles} names. The other rooms bring
 * themselves as auto-configurations; this one cannot see them.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ActuatorSecurity.class, WebRole.class})
public class PostledgerApplication {
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(PostledgerApplication.class);
        application.addInitializers(new RolesCheck());
        application.run(args);
    }
}
