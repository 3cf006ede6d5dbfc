package io.postledger.messaging;

import io.postledger.api.Ids;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.function.SingletonSupplier;

/** How messages travel, on every node whatever its roles. */
@AutoConfiguration(before = AxonAutoConfiguration.class)
public class MessagingConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids(Clock clock) {
        return new Ids(clock);
    }

    @Bean
    CorrelationDataProvider messageCorrelation() {
        return new MessageCorrelation();
    }

    /** Axon's own default logs a failed event and goes on, which would lose it. */
    @Bean
    ConfigurerModule nothingSkipped() {
        return configurer -> configurer
                .eventProcessing()
                .registerDefaultListenerInvocationErrorHandler(c -> PropagatingErrorHandler.instance())
                .registerDefaultErrorHandler(c -> PropagatingErrorHandler.instance());
    }

    /** Before any other: what it refuses, nobody else sees. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    MessageHandlerInterceptor<CommandMessage<?>> commandGate(
            @Qualifier("commandMembership") ObjectProvider<Membership> membership) {
        return new CommandGate(known(membership));
    }

    @Bean
    @Order(0)
    MessageHandlerInterceptor<QueryMessage<?, ?>> queryGate(
            @Qualifier("queryMembership") ObjectProvider<Membership> membership,
            @Qualifier("commandMembership") ObjectProvider<Membership> ofCommands) {
        return new QueryGate(known(membership, ofCommands));
    }

    /** The first of these that there is, asked for once: every message comes by here. A node that has no members of any workspace lets nobody in. */
    @SafeVarargs
    private static Membership known(ObjectProvider<Membership>... memberships) {
        Supplier<Membership> known = SingletonSupplier.of(() -> Stream.of(memberships)
                .map(ObjectProvider::getIfAvailable)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse((workspaceId, userId) -> Optional.empty()));
        return (workspaceId, userId) -> known.get().roleOf(workspaceId, userId);
    }

    @Bean
    @ConditionalOnMissingBean
    LogCommit logCommit(@Value("${postledger.event-store:embedded}") String store) {
        return store.equals("embedded") ? LogCommit.WITH_TABLES : LogCommit.BEFORE_TABLES;
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService commandRetryExecutor() {
        return Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("command-retry"));
    }

    @Bean
    CommandGateway commandGateway(
            CommandBus commandBus, ScheduledExecutorService commandRetryExecutor, LogCommit logCommit) {
        return DefaultCommandGateway.builder()
                .commandBus(commandBus)
                .retryScheduler(new CommandRetries(commandRetryExecutor, logCommit))
                .build();
    }
}
