package io.postledger.security;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;

/** On nodes with the role saga: they alone have tokens to read and heads to sign. */
@AutoConfiguration
@ConditionalOnExpression("'${postledger.roles:command,query,saga,ai,web}'.contains('saga')")
public class TokenCipherConfiguration {
    @Bean
    TokenCipher tokenCipher(@Value("${postledger.security.token-key-file}") Path keyFile) {
        return new TokenCipher(keyFile);
    }
}
