package io.postledger.embedded.networks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A network before it runs. The paths are below its base address, {@code http://127.0.0.1:PORT/NAME}.
 *
 * @param name as in the product's settings, {@code postledger.platforms.NAME}
 * @param apiPath what the product is told as its API's base; often empty
 * @param options of the product's settings for this network; {@code {base}} in a value stands for the base address
 * @param maker its constructor
 */
public record NetworkKind(
        String name,
        String apiPath,
        String authorizePath,
        String tokenPath,
        Map<String, String> options,
        Function<Site, SimulatedNetwork> maker) {

    public NetworkKind {
        options = Map.copyOf(options);
    }

    /** The product's settings that lead here, by their full names. */
    Map<String, String> productProperties(String base) {
        String prefix = "postledger.platforms." + name + ".";
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(prefix + "api-url", base + apiPath);
        properties.put(prefix + "authorize-url", base + authorizePath);
        properties.put(prefix + "token-url", base + tokenPath);
        properties.put(prefix + "client-id", SimulatedNetworks.CLIENT_ID);
        properties.put(prefix + "client-secret", SimulatedNetworks.CLIENT_SECRET);
        options.forEach((option, value) -> properties.put(prefix + "options." + option, value.replace("{base}", base)));
        return properties;
    }
}
