package io.postledger.embedded.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code run/endpoints.json}, for tools and trials: where things are while the run is ready. Holds no secret. */
final class EndpointsFile {

    private final Path file;
    private final Ports ports;
    private final JsonMapper json = JsonMapper.builder().build();

    EndpointsFile(DataFolder data, Ports ports) throws IOException {
        this.file = data.run("endpoints.json");
        this.ports = ports;
        delete();
    }

    /** @param processes numbers of the running processes, by name */
    synchronized void write(Map<String, Long> processes) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("launcherPid", ProcessHandle.current().pid());
        content.put("url", "http://127.0.0.1:" + ports.product());
        content.put("networksUrl", "http://127.0.0.1:" + ports.networks());
        content.put("networksControlUrl", "http://127.0.0.1:" + ports.networksControl());
        content.put("pids", processes);
        Map<String, Integer> listening = new LinkedHashMap<>();
        listening.put("product", ports.product());
        listening.put("postgres", ports.postgres());
        listening.put("mongo", ports.mongo());
        listening.put("clickhouse", ports.clickHouse());
        listening.put("networks", ports.networks());
        listening.put("networks-control", ports.networksControl());
        content.put("ports", listening);
        AtomicFile.write(file, json.writeValueAsString(content) + "\n");
    }

    synchronized void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
