package io.postledger.platform.x;

import io.postledger.platform.ClientSecret;
import io.postledger.platform.Timeouts;
import java.net.URI;
import java.util.Objects;

/**
 * Where X is and who we are there.
 *
 * @param apiUri base of the API, {@code https://api.x.com} at the real network; may have a path
 * @param authorizeUri the consent page, {@code https://x.com/i/oauth2/authorize} at the real network; links to posts are
 *     made relative to it
 * @param clientId of this application, which is registered as a confidential client
 */
public record XSettings(URI apiUri, URI authorizeUri, String clientId, ClientSecret clientSecret, Timeouts timeouts) {

    public XSettings {
        Objects.requireNonNull(apiUri, "apiUri");
        Objects.requireNonNull(authorizeUri, "authorizeUri");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
        Objects.requireNonNull(timeouts, "timeouts");
    }

    URI api(String pathAndQuery) {
        String base = apiUri.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + pathAndQuery);
    }

    /** A post's page, which X redirects to the one under its author's handle. */
    URI post(String id) {
        return authorizeUri.resolve("../web/status/" + id);
    }
}
