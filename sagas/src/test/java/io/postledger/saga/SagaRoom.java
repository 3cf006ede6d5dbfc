package io.postledger.saga;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postledger.api.media.MediaLinks;
import io.postledger.api.media.MediaVault;
import io.postledger.embedded.networks.SimulatedNetworks;
import io.postledger.embedded.testing.PostgresDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.privacy.MasterKeys;
import io.postledger.privacy.PersonalCipher;
import io.postledger.privacy.PostgresSubjectKeys;
import io.postledger.privacy.SealedRecords;
import io.postledger.security.TokenCipher;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The sagas' room as it is wired in the product, on a real PostgreSQL and the simulated networks. The command side is across
 * a wall: its answers are given here, and what was sent to it is kept.
 */
public final class SagaRoom implements AutoCloseable {
    public final SimulatedNetworks networks;
    public final DriverManagerDataSource database;
    public final JdbcClient jdbc;
    public final SimpleCommandBus bus;
    public final CommandGateway gateway;
    private final List<Object> sent = new CopyOnWriteArrayList<>();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /** @param more registers what this test has of its own, ahead of the product's bean of the same name */
    public SagaRoom(Path folder, Consumer<AnnotationConfigApplicationContext> more) throws IOException {
        this(folder, Map.of(), more);
    }

    /** @param own settings that this test has of its own */
    public SagaRoom(Path folder, Map<String, String> own, Consumer<AnnotationConfigApplicationContext> more)
            throws IOException {
        networks = SimulatedNetworks.start(0, 0, folder.resolve("networks"));
        PostgresDatabase postgres = TestStores.newPostgresDatabase();
        database = new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = JdbcClient.create(database);
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        bus = SimpleCommandBus.builder()
                .transactionManager(new SpringTransactionManager(transactions))
                .build();
        gateway = DefaultCommandGateway.builder().commandBus(bus).build();
        Path key = Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
        Map<String, Object> settings = new HashMap<>(networks.productProperties());
        settings.putAll(own);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(PlatformTransactionManager.class, () -> transactions);
        context.registerBean(CommandGateway.class, () -> gateway);
        context.registerBean(MediaVault.class, () -> notHere(MediaVault.class));
        context.registerBean(MediaLinks.class, () -> notHere(MediaLinks.class));
        context.registerBean(TokenCipher.class, () -> new TokenCipher(key));
        MasterKeys masters = new MasterKeys(key);
        PostgresSubjectKeys keys = new PostgresSubjectKeys(database, () -> masters);
        context.registerBean(PostgresSubjectKeys.class, () -> keys);
        PersonalCipher cipher = new PersonalCipher(keys);
        context.registerBean(PersonalCipher.class, () -> cipher);
        context.registerBean(SealedRecords.class, () -> new SealedRecords(cipher));
        context.registerBean(
                QueryGateway.class,
                () -> DefaultQueryGateway.builder()
                        .queryBus(SimpleQueryBus.builder().build())
                        .build());
        context.registerBean(
                EventStore.class,
                () -> EmbeddedEventStore.builder()
                        .storageEngine(new InMemoryEventStorageEngine())
                        .build());
        context.registerBean(MeterRegistry.class, () -> new SimpleMeterRegistry());
        context.registerBean(
                SchedulerClient.class,
                () -> SchedulerClient.Builder.create(database)
                        .serializer(new Jackson3Serializer(Jackson3Serializer.getDefaultObjectMapper()
                                .rebuild()
                                .addModule(context.getBean(SealedRecords.class))
                                .build()))
                        .build());
        more.accept(context);
        if (!context.containsBeanDefinition("clock")) {
            context.registerBean("clock", Clock.class, Clock::systemUTC);
        }
        context.register(SagasConfiguration.class);
        context.refresh();
    }

    /** Of another room; nothing here has media, so only the tidying asks for it, in vain. */
    private static <T> T notHere(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getReturnType() == int.class) {
                        return 0;
                    }
                    if (method.getName().equals("equals")) {
                        return proxy == arguments[0];
                    }
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A scheduler of all of the room's durable tasks, as the product has one; not started. */
    public Scheduler scheduler() {
        List<Task<?>> known = new ArrayList<>();
        List<RecurringTask<?>> recurring = new ArrayList<>();
        for (Task<?> task : context.getBeansOfType(Task.class).values()) {
            if (task instanceof RecurringTask<?> started) {
                recurring.add(started);
            } else {
                known.add(task);
            }
        }
        return Scheduler.create(database, known)
                .startTasks(recurring)
                .serializer(new Jackson3Serializer())
                .pollingInterval(Duration.ofMillis(100))
                .threads(4)
                .build();
    }

    /** What the command side answers to commands of a kind. */
    public <C> void on(Class<C> command, Function<C, Object> answer) {
        bus.subscribe(command.getName(), message -> {
            sent.add(message.getPayload());
            return answer.apply(command.cast(message.getPayload()));
        });
    }

    /** Commands of a kind that were sent so far. */
    public <C> List<C> sent(Class<C> command) {
        return sent.stream().filter(command::isInstance).map(command::cast).toList();
    }

    public void fault(String json) {
        control("/faults", json);
    }

    public String control(String path, String json) {
        return call(HttpRequest.newBuilder(networks.control().resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofString(json)))
                .body();
    }

    /** The code that the network sends a browser back with, after the account's owner consented. */
    public String consent(URI authorization, String handle) {
        return call(HttpRequest.newBuilder(URI.create(authorization + "&simulate_account=" + handle)))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst(".*[?&]code=([^&]*).*", "$1");
    }

    public HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        context.close();
        networks.close();
    }
}
