package io.postledger.platform;

import io.postledger.api.account.Platform;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.ContentRules;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A network that Postledger can publish to, and the one thing that a new network registers: the name of its implementation
 * in {@code META-INF/services/io.postledger.platform.Network}. Implementations have a public constructor without arguments
 * and no state.
 */
public interface Network {

    Platform platform();

    ContentRules rules();

    /** Where the real network is; settings may say another place, such as its simulation. */
    Addresses addresses();

    /** Base of the API, the consent page, and where codes and refresh tokens are exchanged. */
    record Addresses(URI api, URI authorize, URI token) {

        public static Addresses of(String api, String authorize, String token) {
            return new Addresses(URI.create(api), URI.create(authorize), URI.create(token));
        }
    }

    /** @param wire shared by all connectors, and closed by who made it */
    PlatformConnector connector(NetworkSettings settings, Wire wire, Clock clock);

    /** Every network on the class path. */
    static List<Network> all() {
        return ServiceLoader.load(Network.class, Network.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
