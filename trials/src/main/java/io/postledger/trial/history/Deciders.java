package io.postledger.trial.history;

import io.postledger.api.CommandResult;
import io.postledger.api.Ids;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.media.MediaVault;
import io.postledger.api.workspace.RetentionRule;
import io.postledger.command.account.Account;
import io.postledger.command.account.KnownAccounts;
import io.postledger.command.account.UnusedAccounts;
import io.postledger.command.consent.Consents;
import io.postledger.command.history.AuditTrail;
import io.postledger.command.history.HistoryReading;
import io.postledger.command.history.HistoryThings;
import io.postledger.command.history.OperatorTrail;
import io.postledger.command.media.KnownMedia;
import io.postledger.command.media.Media;
import io.postledger.command.media.MediaRetention;
import io.postledger.command.memory.AggregateMemory;
import io.postledger.command.metrics.KnownPublications;
import io.postledger.command.metrics.MetricsBatch;
import io.postledger.command.post.ContentPolicy;
import io.postledger.command.post.MediaPolicy;
import io.postledger.command.post.Post;
import io.postledger.command.post.TargetPolicy;
import io.postledger.command.publication.Publication;
import io.postledger.command.user.AddressReservations;
import io.postledger.command.user.RegisteredUsers;
import io.postledger.command.user.User;
import io.postledger.command.workspace.Workspace;
import io.postledger.messaging.MessageCorrelation;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;

/**
 * The product's aggregates, with directories in memory and no store: what they decide is handed on, what they refuse is not
 * there. For one thread.
 */
final class Deciders implements AutoCloseable {
    private static final List<Class<?>> AGGREGATES = List.of(
            User.class,
            Workspace.class,
            Account.class,
            Media.class,
            Post.class,
            Publication.class,
            MetricsBatch.class,
            AuditTrail.class,
            HistoryReading.class,
            OperatorTrail.class,
            Consents.class);

    private final Random random;
    private final HistoryClock clock;
    private final Captured captured;
    private final KnownWorld world = new KnownWorld();
    private final AggregateMemory memory = new AggregateMemory();
    private final Configuration configuration;
    private final Map<RejectionCode, Integer> refusals = new EnumMap<>(RejectionCode.class);

    Deciders(HistoryClock clock, Ids ids, Random random, AddressReservations people) {
        this.random = random;
        this.clock = clock;
        this.captured = new Captured(random);
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureEmbeddedEventStore(c -> captured)
                .configureCorrelationDataProviders(c -> List.of(new MessageCorrelation()))
                .registerComponent(Clock.class, c -> clock)
                .registerComponent(Ids.class, c -> ids)
                .registerComponent(AddressReservations.class, c -> people)
                .registerComponent(RegisteredUsers.class, c -> world)
                .registerComponent(KnownAccounts.class, c -> world)
                .registerComponent(UnusedAccounts.class, c -> world)
                .registerComponent(KnownPublications.class, c -> world)
                .registerComponent(HistoryThings.class, c -> KnownWorld::requireWorkspace)
                .registerComponent(KnownMedia.class, c -> world::findMedia)
                .registerComponent(
                        MediaRetention.class,
                        c -> (workspace, media) ->
                                new MediaRetention.Due(RetentionRule.UNUSED_MEDIA, WorkspaceLife.UNUSED_MEDIA_DAYS))
                .registerComponent(MediaVault.class, c -> new UploadedPictures())
                .registerComponent(ContentPolicy.class, c -> new ContentPolicy())
                .registerComponent(MediaPolicy.class, c -> new MediaPolicy(world::findMedia))
                .registerComponent(TargetPolicy.class, c -> new TargetPolicy(world));
        AGGREGATES.forEach(type -> configurer.configureAggregate(
                AggregateConfigurer.defaultConfiguration(type).configureCache(c -> memory)));
        configuration = configurer.start();
    }

    /** Has events be of the history's time while this is done. */
    void inTheirTime(Runnable work) {
        Clock axonsClock = GenericEventMessage.clock;
        GenericEventMessage.clock = clock;
        try {
            work.run();
        } finally {
            GenericEventMessage.clock = axonsClock;
        }
    }

    /**
     * Sends a command.
     *
     * @param sender who sends it, and where
     * @return what was decided; nothing where it was refused
     */
    List<DomainEventMessage<?>> send(Sender sender, Object command, String requestId) {
        CommandMessage<Object> message = new GenericCommandMessage<>(
                new GenericMessage<>(
                        Captured.uuid(random),
                        command,
                        MetaData.from(sender.context()).and(MessageContext.REQUEST_ID, requestId)),
                command.getClass().getName());
        configuration
                .commandBus()
                .<Object, CommandResult>dispatch(message, (sent, answer) -> requireDecided(sent, answer));
        List<DomainEventMessage<?>> decided = captured.take();
        decided.forEach(world::take);
        return decided;
    }

    List<DomainEventMessage<?>> send(Sender sender, Object command) {
        return send(sender, command, Captured.uuid(random));
    }

    private void requireDecided(CommandMessage<?> command, CommandResultMessage<?> answer) {
        if (answer.isExceptional()) {
            if (!(answer.exceptionResult() instanceof RejectedException refused)) {
                throw new IllegalStateException(
                        "A history's command failed: " + command.getPayload(), answer.exceptionResult());
            }
            refusals.merge(refused.code(), 1, Integer::sum);
        }
    }

    /** How often commands were refused, by code. */
    Map<RejectionCode, Integer> refusals() {
        return Map.copyOf(refusals);
    }

    /** No command will come for these any more. */
    void forget(Stream<String> aggregateIds) {
        aggregateIds.forEach(id -> {
            captured.forget(id);
            memory.remove(id);
        });
    }

    /** No readings of it will come any more. */
    void forgetPublication(String publicationId) {
        world.forgetPublication(publicationId);
    }

    @Override
    public void close() {
        configuration.shutdown();
    }
}
