package io.postledger.embedded.launch;

import io.postledger.embedded.networks.SimulatedNetworks;
import io.postledger.embedded.postgres.PostgresSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** The product's configuration, as environment variables: a command line would show its secrets to everyone. */
final class ProductEnvironment {

    static final String DATABASE = "postledger";

    private ProductEnvironment() {}

    /**
     * @param anchors file outside of every store that the ledger anchors its heads in
     * @param axonServer HOST:PORT of an Axon Server, or null for the embedded event store
     */
    static Map<String, String> of(Ports ports, Secrets secrets, Path anchors, String axonServer) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("SERVER_ADDRESS", "127.0.0.1");
        variables.put("SERVER_PORT", String.valueOf(ports.product()));

        variables.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + DATABASE);
        variables.put("SPRING_DATASOURCE_USERNAME", PostgresSettings.USER);
        variables.put("SPRING_DATASOURCE_PASSWORD", secrets.postgres());
        variables.put("POSTLEDGER_MONGODB_URI", "mongodb://127.0.0.1:" + ports.mongo() + "/" + DATABASE);
        variables.put("POSTLEDGER_CLICKHOUSE_URL", "http://127.0.0.1:" + ports.clickHouse());
        variables.put("POSTLEDGER_CLICKHOUSE_DATABASE", DATABASE);
        variables.put("POSTLEDGER_CLICKHOUSE_USER", PostgresSettings.USER);
        variables.put("POSTLEDGER_CLICKHOUSE_PASSWORD", secrets.clickHouse());

        // As JSON, because an environment variable's name cannot tell an option's capitals and dashes.
        variables.put(
                "SPRING_APPLICATION_JSON",
                JsonMapper.shared().writeValueAsString(SimulatedNetworks.productProperties(ports.networks())));
        variables.put("POSTLEDGER_SECURITY_JWTKEYFILE", secrets.jwtKeyFile().toString());
        variables.put("POSTLEDGER_SECURITY_TOKENKEYFILE", secrets.tokenKeyFile().toString());
        variables.put(
                "POSTLEDGER_SECURITY_PERSONALKEYFILE", secrets.personalKeyFile().toString());
        variables.put("POSTLEDGER_SECURITY_MEDIAKEYFILE", secrets.mediaKeyFile().toString());

        variables.put(
                "POSTLEDGER_WEB_OPERATORKEYFILE", secrets.operatorKeyFile().toString());

        variables.put("POSTLEDGER_LEDGER_ANCHORFILE", anchors.toString());

        variables.put("POSTLEDGER_EVENTSTORE", axonServer == null ? "embedded" : "axon-server");
        if (axonServer != null) {
            variables.put("AXON_AXONSERVER_SERVERS", axonServer);
        }
        return variables;
    }
}
