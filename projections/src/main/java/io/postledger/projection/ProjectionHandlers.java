package io.postledger.projection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** A projection's own handlers, asked outside of its event processor. */
final class ProjectionHandlers {
    private final ProjectionRegistry.Entry entry;
    private final Configuration configuration;
    private final List<AnnotationEventHandlerAdapter> handlers;
    /** Of each type of payload, whether any handler may take it: asked for each event of the log. */
    private final Map<Class<?>, Boolean> types = new ConcurrentHashMap<>();

    ProjectionHandlers(ProjectionRegistry.Entry entry, Configuration configuration) {
        this.entry = entry;
        this.configuration = configuration;
        handlers = entry.projection().handlers().stream()
                .map(handler -> new AnnotationEventHandlerAdapter(
                        handler,
                        configuration.parameterResolverFactory(),
                        configuration.handlerDefinition(handler.getClass())))
                .toList();
    }

    /** The sequence of the projection's events that one belongs to, as its event processor sees it too. */
    static String sequence(Configuration configuration, String projection, EventMessage<?> event) {
        return identifier(configuration, projection, event).toString();
    }

    /** What tells a sequence from others, as it is spread over segments by. */
    static Object identifier(Configuration configuration, String projection, EventMessage<?> event) {
        SequencingPolicy<? super EventMessage<?>> policy =
                configuration.eventProcessingConfiguration().sequencingPolicy(projection);
        Object sequence = policy.getSequenceIdentifierFor(event);
        return sequence == null ? event.getIdentifier() : sequence;
    }

    boolean canHandle(EventMessage<?> event) {
        if (types.computeIfAbsent(event.getPayloadType(), this::canHandleType)) {
            for (AnnotationEventHandlerAdapter handler : handlers) {
                if (handler.canHandle(event)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean canHandleType(Class<?> type) {
        return handlers.stream().anyMatch(handler -> handler.canHandleType(type));
    }

    /**
     * Has them handle a batch of events, of which there is at least one. The batch has ended when this returns, also where a message asks for
     * it: as a part of the message's own unit of work it would be written after that, and two batches would be one.
     *
     * @param open run before the first event, to say what is held
     * @param commit run after the last one, to write the batch
     */
    void handle(List<TrackedEventMessage<?>> events, Consumer<ProjectionBatch> open, Consumer<ProjectionBatch> commit)
            throws Exception {
        UnitOfWork<?> outer = CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get() : null;
        if (outer == null) {
            handleAsOne(events, open, commit);
            return;
        }
        CurrentUnitOfWork.clear(outer);
        try {
            handleAsOne(events, open, commit);
        } finally {
            CurrentUnitOfWork.set(outer);
        }
    }

    private void handleAsOne(
            List<TrackedEventMessage<?>> events, Consumer<ProjectionBatch> open, Consumer<ProjectionBatch> commit)
            throws Exception {
        BatchingUnitOfWork<TrackedEventMessage<?>> work = new BatchingUnitOfWork<>(events);
        work.onPrepareCommit(unit -> {
            ProjectionBatch batch = ProjectionBatch.current();
            batch.onCommit(() -> commit.accept(batch));
        });
        ResultMessage<?> result = work.executeWithResult(
                () -> handle((EventMessage<?>) CurrentUnitOfWork.get().getMessage(), open));
        if (result.isExceptional()) {
            Throwable failure = result.exceptionResult();
            throw failure instanceof Exception exception ? exception : new IllegalStateException(failure);
        }
    }

    private @Nullable Object handle(EventMessage<?> event, Consumer<ProjectionBatch> open) throws Exception {
        ProjectionBatch batch = ProjectionBatch.current();
        if (batch.held().isEmpty()) {
            open.accept(batch);
        }
        batch.handle(entry.letters(), sequence(configuration, entry.name(), event), event, () -> ask(event));
        return null;
    }

    /** Each passes over what it has no method for. */
    private @Nullable Object ask(EventMessage<?> event) throws Exception {
        for (AnnotationEventHandlerAdapter handler : handlers) {
            handler.handle(event);
        }
        return null;
    }
}
