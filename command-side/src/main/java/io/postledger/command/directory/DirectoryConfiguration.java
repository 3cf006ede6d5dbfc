package io.postledger.command.directory;

import java.time.Duration;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the directories follow the log: from its first event, and with a successor soon where the node that does it dies. */
@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {
    /** A node that was silent for so long is taken for dead. Taken wrongly it does no harm: rows only go forward. */
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(2);

    private static final long CLAIM_INTERVAL_MILLIS = 500;

    @Bean
    ConfigurerModule directoriesFollowTheLog(ConnectionProvider connections, TokenSchema schema) {
        return configurer -> configurer
                .eventProcessing()
                .registerTokenStore(
                        DirectoriesFromLog.PROCESSOR,
                        c -> JdbcTokenStore.builder()
                                .connectionProvider(connections)
                                .schema(schema)
                                .serializer(c.serializer())
                                .claimTimeout(CLAIM_TIMEOUT)
                                .build())
                .registerPooledStreamingEventProcessorConfiguration(
                        DirectoriesFromLog.PROCESSOR,
                        (c, builder) -> builder.initialToken(StreamableMessageSource::createTailToken)
                                .claimExtensionThreshold(CLAIM_INTERVAL_MILLIS)
                                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS));
    }
}
