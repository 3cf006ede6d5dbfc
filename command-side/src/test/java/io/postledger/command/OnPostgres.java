package io.postledger.command;

import io.postledger.embedded.testing.PostgresDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.messaging.LogCommit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

/** The command side by itself, as the product configures it, with its log and directories in a real PostgreSQL. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        classes = OnPostgres.CommandSide.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "postledger.roles=command",
            "axon.axonserver.enabled=false",
            "axon.update-check.disabled=true",
            "axon.serializer.general=jackson3",
            "axon.serializer.messages=jackson3",
            "axon.eventhandling.processors.directories-in-command.mode=subscribing",
            "axon.eventhandling.processors.directories-from-log.mode=pooled",
            "axon.eventhandling.processors.directories-from-log.initial-segment-count=1",
            "spring.autoconfigure.exclude=org.axonframework.springboot.autoconfig.JpaAutoConfiguration,"
                    + "org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration",
            "spring.flyway.out-of-order=true"
        })
@ContextConfiguration(initializers = OnPostgres.NewDatabase.class)
public @interface OnPostgres {
    /** Nothing but what the modules configure by themselves. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    class CommandSide {
        /** The harder case, as with Axon Server: tests put events into the log that no table was told of. */
        @Bean
        LogCommit logCommit() {
            return LogCommit.BEFORE_TABLES;
        }
    }

    /** One empty database for each context. */
    class NewDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            PostgresDatabase postgres = TestStores.newPostgresDatabase();
            TestPropertyValues.of(
                            "spring.datasource.url=" + postgres.jdbcUrl(),
                            "spring.datasource.username=" + postgres.user(),
                            "spring.datasource.password=" + postgres.password(),
                            "postledger.security.personal-key-file=" + keyFile())
                    .applyTo(context);
        }

        private static Path keyFile() {
            try {
                Path file = Files.createTempFile("postledger-test", ".key");
                file.toFile().deleteOnExit();
                return Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
