package io.postledger.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./postledger audit} as an auditor runs it. */
final class AuditedHistory {
    private final Path data;
    private final String email;
    private final String password;

    AuditedHistory(Path data, String email, String password) {
        this.data = data;
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
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--data", data.toString(), "--email", email));
        OperatorProcess ended = OperatorProcess.typed(
                typed, "AuditCommand", Map.of("POSTLEDGER_PASSWORD", password), all.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(exit);
        return ended.said();
    }
}
