package io.postledger.trial.smoke;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a run of the product is, as its launcher wrote it down. */
record Running(URI api, URI control, long launcher, Map<String, Long> pids) {
    static final String FILE = "run/endpoints.json";

    static Running read(Path data) {
        try {
            JsonNode file = JsonMapper.builder().build().readTree(Files.readString(data.resolve(FILE)));
            Map<String, Long> pids = new HashMap<>();
            file.path("pids").forEachEntry((name, pid) -> pids.put(name, pid.asLong()));
            return new Running(
                    URI.create(file.path("url").asString()),
                    URI.create(file.path("networksControlUrl").asString()),
                    file.path("launcherPid").asLong(),
                    pids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long product() {
        return pids.get("product");
    }
}
