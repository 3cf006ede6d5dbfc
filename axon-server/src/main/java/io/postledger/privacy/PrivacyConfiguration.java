package io.postledger.privacy;

import com.zaxxer.hikari.HikariDataSource;
import io.postledger.api.user.EndedSessions;
import io.postledger.store.OwnConnections;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.function.SingletonSupplier;

/** Personal data in events and in what is kept beside them is encrypted; there is no setting by which it is not. */
@AutoConfiguration(before = AxonAutoConfiguration.class)
@ConditionalOnClass(DataSource.class)
public class PrivacyConfiguration {
    private static final int CONNECTIONS = 3;

    /** Closed with the context. */
    static final class KeyConnections implements AutoCloseable {
        private final HikariDataSource pool;

        KeyConnections(HikariDataSource pool) {
            this.pool = pool;
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    @Bean
    KeyConnections keyConnections(DataSource dataSource) {
        return new KeyConnections(OwnConnections.to(dataSource, "subject-keys", CONNECTIONS));
    }

    @Bean
    PostgresSubjectKeys subjectKeys(
            KeyConnections connections,
            @Value("${postledger.security.personal-key-file:#{null}}") @Nullable Path masterKeys,
            @Value("${postledger.security.personal-key-uri:}") List<String> sealedBy,
            @Value("${postledger.security.personal-key-credentials:#{null}}") @Nullable Path credentials) {
        return new PostgresSubjectKeys(
                connections.pool,
                SingletonSupplier.of(() -> new MasterKeys(masterKeys, new MasterKeySeal(sealedBy, credentials))));
    }

    @Bean
    EndedSessions endedSessions(DataSource dataSource) {
        return new PostgresEndedSessions(JdbcClient.create(dataSource));
    }

    @Bean
    PersonalCipher personalCipher(SubjectKeys keys) {
        return new PersonalCipher(keys);
    }

    @Bean
    SealedRecords sealedRecords(PersonalCipher cipher) {
        return new SealedRecords(cipher);
    }

    @Bean
    Jackson3SerializerCustomizer sealedRecordsInAxonsJson(SealedRecords sealedRecords) {
        return json -> json.addModule(sealedRecords);
    }

    @Bean
    ConfigurerModule eventsAreSealed() {
        return configurer -> configurer.onInitialize(configuration -> configuration.onStart(
                Integer.MIN_VALUE, () -> configuration.eventBus().registerDispatchInterceptor(new SealedEvents())));
    }

    @Bean
    SmartInitializingSingleton masterKeysAreThere(PostgresSubjectKeys keys) {
        return keys::takeUp;
    }
}
