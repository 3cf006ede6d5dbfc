package io.postledger.trial.bench;

import io.postledger.embedded.launch.FreePorts;
import io.postledger.web.PostledgerApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The product in this JVM, whole and with its own settings, in every role but the one that has side effects; beside it what
 * the bench adds. Its event processors stand until they are asked to run.
 */
final class OwnProduct implements AutoCloseable {
    private static final String ROLES = "command,query,ai,web";
    private static final int KEY_BYTES = 32;

    private final ConfigurableApplicationContext context;
    private final int port = FreePorts.any();

    /**
     * @param folder for keys
     * @param axonServer HOST:PORT of the Axon Server that keeps the events; null for PostgreSQL
     * @param more the bench's own beans
     */
    OwnProduct(OwnStores stores, Path folder, @Nullable String axonServer, Class<?>... more) throws IOException {
        List<Class<?>> sources = new ArrayList<>(List.of(PostledgerApplication.class));
        sources.addAll(List.of(more));
        SpringApplication application = new SpringApplication(sources.toArray(Class<?>[]::new));
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        List<String> arguments = new ArrayList<>();
        settings(stores, folder).forEach((name, value) -> arguments.add("--" + name + "=" + value));
        if (axonServer != null) {
            arguments.add("--postledger.event-store=axon-server");
            arguments.add("--axon.axonserver.servers=" + axonServer);
        }
        context = application.run(arguments.toArray(String[]::new));
    }

    private Map<String, String> settings(OwnStores stores, Path folder) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("postledger.roles", ROLES);
        settings.put("postledger.old-generation-grace", "0s");
        settings.put("logging.level.root", "error");
        settings.put("axon.eventhandling.processors." + Counting.NAME + ".mode", "pooled");
        settings.put("server.port", Integer.toString(port));
        settings.put("spring.datasource.url", stores.postgres().url());
        settings.put("spring.datasource.username", stores.postgres().user());
        settings.put("spring.datasource.password", stores.postgres().password());
        settings.put("postledger.mongodb.uri", stores.mongoUri());
        settings.put("postledger.clickhouse.url", stores.clickHouse().url());
        settings.put("postledger.clickhouse.database", OwnStores.DATABASE);
        settings.put("postledger.clickhouse.user", stores.clickHouse().user());
        settings.put("postledger.clickhouse.password", stores.clickHouse().password());
        settings.put("postledger.security.jwt-key-file", key(folder, "jwt"));
        settings.put("postledger.security.personal-key-file", key(folder, "personal"));
        settings.put("postledger.security.media-key-file", key(folder, "media"));
        settings.put("postledger.web.operator-key-file", key(folder, "operator"));
        return settings;
    }

    /** A new key in a file of the folder; the file's path. */
    static String key(Path folder, String name) throws IOException {
        Path file = folder.resolve(name + ".key");
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        Files.writeString(file, Base64.getEncoder().encodeToString(random));
        return file.toString();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Asked for its bean when somebody needs it. */
    <T> ObjectProvider<T> provider(Class<T> type) {
        return context.getBeanProvider(type);
    }

    /** Every bean of a type. */
    <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    Configuration axon() {
        return bean(Configuration.class);
    }

    URI api() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Those that follow the log; what is told in the command's own transaction is none of them. */
    List<StreamingEventProcessor> processors() {
        return bean(EventProcessingConfiguration.class).eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
