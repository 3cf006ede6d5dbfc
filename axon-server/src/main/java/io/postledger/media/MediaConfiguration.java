package io.postledger.media;

import io.postledger.api.media.MediaLinks;
import io.postledger.api.media.MediaVault;
import io.postledger.privacy.SubjectKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Media, on every node with a database; links where they are made and answered. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
        })
public class MediaConfiguration {
    @Bean
    @ConditionalOnBean(JdbcClient.class)
    MediaVault mediaVault(JdbcClient jdbc, PlatformTransactionManager transactions, SubjectKeys keys, Clock clock) {
        return new PostgresMediaVault(jdbc, new TransactionTemplate(transactions), keys, clock);
    }

    @Bean
    @ConditionalOnExpression("'${postledger.roles:command,query,saga,ai,web}'.matches('.*(saga|web).*')")
    MediaLinks mediaLinks(
            @Value("${postledger.security.media-key-file}") Path keyFile,
            @Value("${postledger.media.link-lifetime:6h}") Duration lifetime,
            Clock clock) {
        return new SignedMediaLinks(keyFile, lifetime, clock);
    }
}
