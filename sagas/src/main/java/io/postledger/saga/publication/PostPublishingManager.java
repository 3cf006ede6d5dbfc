package io.postledger.saga.publication;

import io.postledger.api.post.PostEvent;
import io.postledger.api.publication.PublicationFailed;
import io.postledger.api.publication.PublicationPublished;
import java.util.UUID;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.jspecify.annotations.Nullable;

/**
 * Gives each post's saga to the segment of its post. Axon's own goes by the saga's id, which it learns from the saga store:
 * every segment, on every process, would ask the store about every event, and write its position down for nothing. An event
 * that names its post, as all do on the way of a post that nothing happens to, is looked at by one segment alone.
 */
public final class PostPublishingManager extends AnnotatedSagaManager<PostPublishing> {
    private static final String POST = "postId";

    private final SagaStore<? super PostPublishing> store;

    private PostPublishingManager(Builder<PostPublishing> builder, SagaStore<? super PostPublishing> store) {
        super(builder);
        this.store = store;
    }

    /** Registers the saga, with its repository, under this manager. */
    public static ConfigurerModule module() {
        return configurer -> configurer
                .eventProcessing()
                .registerSaga(PostPublishing.class, saga -> saga.configureSagaManager(PostPublishingManager::in));
    }

    private static PostPublishingManager in(Configuration configuration) {
        EventProcessingConfiguration processing = configuration.eventProcessingConfiguration();
        SagaStore<? super PostPublishing> store = sagaStore(processing);
        return of(
                AnnotatedSagaManager.<PostPublishing>builder()
                        .parameterResolverFactory(configuration.parameterResolverFactory())
                        .handlerDefinition(configuration.handlerDefinition(PostPublishing.class))
                        .listenerInvocationErrorHandler(
                                processing.listenerInvocationErrorHandler(PostPublishing.PROCESSOR)),
                AnnotatedSagaRepository.<PostPublishing>builder()
                        .parameterResolverFactory(configuration.parameterResolverFactory())
                        .handlerDefinition(configuration.handlerDefinition(PostPublishing.class)),
                store);
    }

    @SuppressWarnings("unchecked") // As Axon's own configuration does.
    private static SagaStore<? super PostPublishing> sagaStore(EventProcessingConfiguration processing) {
        return processing.sagaStore();
    }

    /** @param manager without saga type, factory and repository; @param repository without saga type and store */
    static PostPublishingManager of(
            Builder<PostPublishing> manager,
            AnnotatedSagaRepository.Builder<PostPublishing> repository,
            SagaStore<? super PostPublishing> store) {
        return new PostPublishingManager(
                manager.sagaType(PostPublishing.class)
                        .sagaFactory(PostPublishing::new)
                        .sagaRepository(repository
                                .sagaType(PostPublishing.class)
                                .sagaStore(store)
                                .build()),
                store);
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        if (!super.canHandle(event, segment)) {
            return false;
        }
        String postId = postId(event);
        return postId == null || segment.matches(new AssociationValue(POST, postId));
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
        // This segment is the post's already, so that whatever saga is the post's is its own.
        super.handle(event, postId(event) == null ? segment : Segment.ROOT_SEGMENT);
    }

    private static @Nullable String postId(EventMessage<?> event) {
        if (event.getPayload() instanceof PublicationPublished published) {
            return published.postId();
        }
        if (event.getPayload() instanceof PublicationFailed failed) {
            return failed.postId();
        }
        return event instanceof DomainEventMessage<?> told && event.getPayload() instanceof PostEvent
                ? told.getAggregateIdentifier()
                : null;
    }

    /** By the post's association, which is as good for the sagas that were stored before. */
    @Override
    protected boolean matchesSegment(Segment segment, String sagaId) {
        if (segment.getMask() == Segment.ROOT_SEGMENT.getMask()) {
            return true;
        }
        SagaStore.Entry<PostPublishing> saga = store.loadSaga(PostPublishing.class, sagaId);
        return saga != null
                && saga.associationValues().stream()
                        .anyMatch(value -> value.getKey().equals(POST) && segment.matches(value));
    }

    @Override
    protected String createSagaIdentifier(Segment segment) {
        return UUID.randomUUID().toString();
    }
}
