package io.postledger.platform;

import java.net.URI;
import java.util.List;

/**
 * What the consent page is asked for.
 *
 * @param state unguessable, checked by the caller when the browser returns
 * @param codeChallenge S256 challenge, see {@link Pkce#challenge()}
 * @param redirectUri must be registered at the network, and be repeated exactly when the code is exchanged
 * @param scopes in the network's own words; {@link PlatformConnector#scopes()} are those that publishing needs
 */
public record AuthorizationRequest(String state, String codeChallenge, URI redirectUri, List<String> scopes) {

    public AuthorizationRequest {
        scopes = List.copyOf(scopes);
    }
}
