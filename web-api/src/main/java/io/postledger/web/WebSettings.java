package io.postledger.web;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the HTTP API behaves.
 *
 * @param signUp whether anyone may register
 * @param signUpKeyFile file with what opens a closed sign-up; null where nothing does
 * @param publicUri address under which people reach this product; null to take it from each request
 * @param bodyLimit largest request body but of media, in bytes after any transfer encoding
 * @param mediaLimit largest picture or video
 * @param answerWithin how long a command or query may take before the caller is told to ask again
 */
@ConfigurationProperties("postledger.web")
public record WebSettings(
        @DefaultValue("open") SignUp signUp,
        @Nullable Path signUpKeyFile,
        @Nullable URI publicUri,
        @DefaultValue("1MB") DataSize bodyLimit,
        @DefaultValue("512MB") DataSize mediaLimit,
        @DefaultValue("30s") Duration answerWithin) {
    /** Who may register: anyone, or whoever has the key. */
    public enum SignUp {
        OPEN,
        CLOSED
    }
}
