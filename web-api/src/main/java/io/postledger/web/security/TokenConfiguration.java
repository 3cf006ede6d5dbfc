package io.postledger.web.security;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Makes and checks tokens: HS256, because the only party that reads a token is the one that signed it. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
    private static final int KEY_BYTES = 32;

    @Bean
    SecretKey tokenKey(SecuritySettings settings) {
        byte[] key;
        try {
            key = Base64.getDecoder()
                    .decode(Files.readString(settings.jwtKeyFile()).strip());
        } catch (IOException | IllegalArgumentException e) {
            // Without the cause: its message may hold a part of the key.
            throw new IllegalStateException("postledger.security.jwt-key-file (" + settings.jwtKeyFile()
                    + ") must be a readable file with the base 64 of 32 random bytes");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException("postledger.security.jwt-key-file (" + settings.jwtKeyFile()
                    + ") must hold 32 bytes, not " + key.length);
        }
        return new SecretKeySpec(key, "HmacSHA256");
    }

    @Bean
    JwtEncoder tokenEncoder(SecretKey tokenKey) {
        return new NimbusJwtEncoder(new ImmutableSecret<>(tokenKey));
    }

    @Bean
    JwtDecoder tokenDecoder(SecretKey tokenKey, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(tokenKey)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(new JwtIssuerValidator(Tokens.ISSUER), new TokenValidator(clock)));
        return decoder;
    }
}
