package io.postledger.saga;

import io.postledger.platform.ClientSecret;
import io.postledger.platform.Network.Addresses;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the networks are and who we are there: {@code postledger.platforms.NAME.*}, where NAME is the network's name in
 * lower case. A network without a client id is not used.
 */
@ConfigurationProperties("postledger")
record PlatformsProperties(@DefaultValue Map<String, Network> platforms) {
    /**
     * One network.
     *
     * @param apiUrl base address of its API; null for the real one, as are the others
     * @param authorizeUrl its consent page
     * @param tokenUrl where it gives tokens
     * @param silence the longest wait for the next byte of an answer
     * @param total the longest a call may take; kept below the time after which an interrupted task is taken up again,
     *     so that a task is never run while an earlier run may still be sending
     * @param options what only this network has
     * @param limits the number of a documented limit where it differs, by its name
     */
    record Network(
            @Nullable URI apiUrl,
            @Nullable URI authorizeUrl,
            @Nullable URI tokenUrl,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("10s") Duration silence,
            @DefaultValue("15s") Duration total,
            @DefaultValue Map<String, String> options,
            @DefaultValue Map<String, Long> limits) {
        boolean isUsed() {
            return !clientId.isBlank();
        }

        NetworkSettings settings(Addresses real) {
            return new NetworkSettings(
                    apiUrl == null ? real.api() : apiUrl,
                    authorizeUrl == null ? real.authorize() : authorizeUrl,
                    tokenUrl == null ? real.token() : tokenUrl,
                    clientId,
                    new ClientSecret(clientSecret),
                    new Timeouts(silence, total),
                    options);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Network[" + clientId + "]";
        }
    }
}
