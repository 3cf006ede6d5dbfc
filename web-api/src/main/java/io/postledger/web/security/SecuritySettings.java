package io.postledger.web.security;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people prove who they are.
 *
 * @param jwtKeyFile file with the base 64 of the 32 random bytes that tokens are signed with; the same on every node
 * @param tokenLifetime how long a token is good for
 * @param sessionLifetime how long a session can be renewed before the password is asked for again
 */
@ConfigurationProperties("postledger.security")
record SecuritySettings(
        Path jwtKeyFile,
        @DefaultValue("15m") Duration tokenLifetime,
        @DefaultValue("12h") Duration sessionLifetime) {}
