package io.postledger.saga;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the networks are and who we are there; {@code postledger.platforms.*}. */
@ConfigurationProperties("postledger.platforms")
record PlatformsProperties(Network x) {
    /**
     * One network.
     *
     * @param apiUrl base address of its API
     * @param authorizeUrl its consent page
     * @param silence the longest wait for the next byte of an answer
     * @param total the longest a call may take; kept below the time after which an interrupted task is taken up again,
     *     so that a task is never run while an earlier run may still be sending
     */
    record Network(
            URI apiUrl,
            URI authorizeUrl,
            String clientId,
            String clientSecret,
            @DefaultValue("10s") Duration silence,
            @DefaultValue("15s") Duration total) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Network[" + apiUrl + "]";
        }
    }
}
