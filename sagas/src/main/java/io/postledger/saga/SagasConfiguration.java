package io.postledger.saga;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import io.postledger.api.account.Platform;
import io.postledger.platform.Connectors;
import io.postledger.platform.Network;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.http.Wire;
import io.postledger.privacy.SealedRecords;
import io.postledger.saga.budget.BudgetLimits;
import io.postledger.saga.publication.PostPublishingManager;
import io.postledger.saga.step.Steps;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The saga role: publishing, and connecting accounts. */
@AutoConfiguration(beforeName = "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration")
@ConditionalOnExpression("'${postledger.roles:command,query,saga,ai,web}'.contains('saga')")
@EnableConfigurationProperties(PlatformsProperties.class)
@ComponentScan
public class SagasConfiguration {
    /** Calls to networks under way at once, over all of them; the tasks that make them are fewer. */
    private static final int MAX_CONNECTIONS = 64;

    @Bean(destroyMethod = "close")
    Wire wire() {
        return new Wire(MAX_CONNECTIONS);
    }

    /** Every network that this installation has a client id for. */
    @Bean
    Connectors connectors(PlatformsProperties properties, Wire wire, Clock clock) {
        Map<Platform, PlatformConnector> connectors = new EnumMap<>(Platform.class);
        for (Network network : Network.all()) {
            PlatformsProperties.Network settings =
                    properties.platforms().get(network.platform().name().toLowerCase(Locale.ROOT));
            if (settings != null && settings.isUsed()) {
                connectors.put(
                        network.platform(), network.connector(settings.settings(network.addresses()), wire, clock));
            }
        }
        return new Connectors(connectors);
    }

    /** Trials listen to the steps; in use nobody does. */
    @Bean
    @ConditionalOnMissingBean
    Steps steps() {
        return Steps.UNWATCHED;
    }

    @Bean
    BudgetLimits budgetLimits(PlatformsProperties properties) {
        return (platform, budget) -> {
            PlatformsProperties.Network settings =
                    properties.platforms().get(platform.name().toLowerCase(Locale.ROOT));
            return settings == null ? budget.limit() : settings.limits().getOrDefault(budget.name(), budget.limit());
        };
    }

    @Bean
    ConfigurerModule postPublishing() {
        return PostPublishingManager.module();
    }

    /**
     * Axon starts a saga at the head of the log by default, and would forget what was scheduled before its first start. Another
     * processor it would start with a replay where there is a log already, whose token the store's JSON cannot read.
     */
    @Bean
    ConfigurerModule sagasSeeTheWholeLog() {
        return configurer -> configurer
                .eventProcessing()
                .registerPooledStreamingEventProcessorConfiguration(
                        "post-publishing",
                        (c, builder) -> builder.initialToken(StreamableMessageSource::createTailToken))
                .registerPooledStreamingEventProcessorConfiguration(
                        "account-grants",
                        (c, builder) -> builder.initialToken(StreamableMessageSource::createTailToken))
                .registerPooledStreamingEventProcessorConfiguration(
                        "erasures", (c, builder) -> builder.initialToken(StreamableMessageSource::createTailToken))
                .registerPooledStreamingEventProcessorConfiguration(
                        "metrics-collection",
                        (c, builder) -> builder.initialToken(StreamableMessageSource::createTailToken))
                .registerPooledStreamingEventProcessorConfiguration(
                        "media-purges", (c, builder) -> builder.initialToken(StreamableMessageSource::createTailToken));
    }

    /** Task data as JSON: it outlives the classes of the version that wrote it. What is personal in it is encrypted. */
    @Bean
    DbSchedulerCustomizer taskDataAsJson(SealedRecords sealedRecords) {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new Jackson3Serializer(Jackson3Serializer.getDefaultObjectMapper()
                        .rebuild()
                        .addModule(sealedRecords)
                        .build()));
            }
        };
    }
}
