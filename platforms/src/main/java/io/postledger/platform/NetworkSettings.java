package io.postledger.platform;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * Where a network is and who we are there. The addresses are the same for the real network and for its simulation.
 *
 * @param apiUri base of the API, such as {@code https://api.x.com}; may have a path
 * @param authorizeUri the consent page
 * @param tokenUri where codes and refresh tokens are exchanged
 * @param clientId of this application
 * @param options what only this network has, such as LinkedIn's API version; each has a default in its connector
 */
public record NetworkSettings(
        URI apiUri,
        URI authorizeUri,
        URI tokenUri,
        String clientId,
        ClientSecret clientSecret,
        Timeouts timeouts,
        Map<String, String> options) {

    public NetworkSettings {
        Objects.requireNonNull(apiUri, "apiUri");
        Objects.requireNonNull(authorizeUri, "authorizeUri");
        Objects.requireNonNull(tokenUri, "tokenUri");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
        Objects.requireNonNull(timeouts, "timeouts");
        options = Map.copyOf(options);
    }

    /** An address below {@link #apiUri()}. */
    public URI api(String pathAndQuery) {
        String base = apiUri.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + pathAndQuery);
    }

    public String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }
}
