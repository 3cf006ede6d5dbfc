package io.postledger.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./postledger audit} as an auditor runs it. */
final class AuditedHistory {
    private static final int PATIENCE_SECONDS = 60;

    private final Path data;
    private final Path folder;
    private final String email;
    private final String password;

    AuditedHistory(Path data, Path folder, String email, String password) {
        this.data = data;
        this.folder = folder;
        this.email = email;
        this.password = password;
    }

    /** What it tells as data. */
    List<JsonNode> json(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--json");
        return told(0, "", all.toArray(String[]::new))
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    /** What it tells a person who types this, ending with that exit code. */
    String told(int exit, String typed, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-Dfile.encoding=UTF-8",
                "io.postledger.embedded.operate.AuditCommand"));
        command.addAll(List.of(options));
        command.addAll(List.of("--data", data.toString(), "--email", email));
        Path input = Files.writeString(Files.createTempFile(folder, "audit", ".in"), typed);
        Path output = Files.createTempFile(folder, "audit", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of("CLASSPATH", System.getProperty("java.class.path"), "POSTLEDGER_PASSWORD", password));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isEqualTo(exit);
        return said;
    }
}
