package io.postledger.projection;

import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the event processor of each projection keep its position with the projection's targets, set an event that fails aside with
 * its sequence, stop at what is no event's fault and try again, and open no transaction: it writes to none of the transactional
 * stores.
 */
final class ProjectionProcessors implements ConfigurerModule {
    private static final Logger log = LoggerFactory.getLogger(ProjectionProcessors.class);

    private final ProjectionRegistry registry;

    ProjectionProcessors(ProjectionRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void configureModule(Configurer configurer) {
        EventProcessingConfigurer processing = configurer.eventProcessing();
        for (ProjectionRegistry.Entry entry : registry.all()) {
            processing
                    .registerTokenStore(entry.name(), c -> entry.tokens())
                    .registerTransactionManager(entry.name(), c -> NoTransactionManager.instance())
                    .registerListenerInvocationErrorHandler(entry.name(), c -> PropagatingErrorHandler.instance())
                    .registerErrorHandler(entry.name(), c -> stopping(entry))
                    .registerHandlerInterceptor(entry.name(), c -> settingAside(entry, c));
        }
    }

    /** Around all handlers of the projection, so that of an event that one of them fails at nothing is written. */
    private static MessageHandlerInterceptor<EventMessage<?>> settingAside(
            ProjectionRegistry.Entry entry, Configuration configuration) {
        String segmentKey = "Processor[" + entry.name() + "]/SegmentId";
        return (unit, chain) -> {
            ProjectionBatch batch = ProjectionBatch.current();
            if (batch.held().isEmpty()) {
                int segment = unit.root().getResource(segmentKey);
                entry.letters().join(batch, entry.tokens().segment(segment));
            }
            EventMessage<?> event = unit.getMessage();
            String sequence = ProjectionHandlers.sequence(configuration, entry.name(), event);
            batch.handle(entry.letters(), sequence, event, chain::proceed);
            return null;
        };
    }

    /** Axon takes the batch up again, with pauses that grow to a minute. */
    private static ErrorHandler stopping(ProjectionRegistry.Entry entry) {
        return (ErrorContext context) -> {
            long position = context.failedEvents().stream()
                    .filter(TrackedEventMessage.class::isInstance)
                    .mapToLong(event -> ((TrackedEventMessage<?>) event)
                            .trackingToken()
                            .position()
                            .orElse(Long.MAX_VALUE))
                    .min()
                    .orElse(Long.MAX_VALUE);
            entry.progress().failed(context.error(), position);
            log.error(
                    "Projection {} stands still at the {} events from position {} on, and tries again: {}",
                    entry.name(),
                    context.failedEvents().size(),
                    position,
                    context.error().getClass().getName());
            PropagatingErrorHandler.instance().handleError(context);
        };
    }
}
