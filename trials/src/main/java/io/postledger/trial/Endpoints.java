package io.postledger.trial;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a running installation is, as its launcher wrote it down.
 *
 * @param api the product's address
 * @param control the simulated networks' door for trials
 * @param launcher number of the launcher's process
 * @param ports on 127.0.0.1, by name of the part
 */
public record Endpoints(URI api, URI control, long launcher, Map<String, Long> pids, Map<String, Integer> ports) {
    private static final String FILE = "run/endpoints.json";

    /** Empty while nothing is ready on the data folder. */
    static Optional<Endpoints> read(Path data) {
        JsonNode file;
        try {
            file = JsonMapper.shared().readTree(Files.readString(data.resolve(FILE)));
        } catch (IOException notThere) {
            return Optional.empty();
        }
        Map<String, Long> pids = new HashMap<>();
        file.path("pids").forEachEntry((name, pid) -> pids.put(name, pid.asLong()));
        Map<String, Integer> ports = new HashMap<>();
        file.path("ports").forEachEntry((name, port) -> ports.put(name, port.asInt()));
        return Optional.of(new Endpoints(
                URI.create(file.path("url").asString()),
                URI.create(file.path("networksControlUrl").asString()),
                file.path("launcherPid").asLong(),
                Map.copyOf(pids),
                Map.copyOf(ports)));
    }
}
