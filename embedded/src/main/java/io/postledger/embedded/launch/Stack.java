package io.postledger.embedded.launch;

import io.postledger.embedded.clickhouse.ClickHouseServer;
import io.postledger.embedded.mongo.MongoServerMain;
import io.postledger.embedded.networks.SimulatedNetworks;
import io.postledger.embedded.postgres.PostgresSettings;
import io.postledger.embedded.postgres.PostgresSettings.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What runs: the product, and beside it everything that a production deployment has outside the process. All of it on
 * 127.0.0.1, and together below 3 GB of memory.
 */
final class Stack {

    static final List<String> JVMS_IN_STOP_ORDER = List.of("product", "networks", "clickhouse", "mongo");

    private static final JvmServer.Patience STORE =
            new JvmServer.Patience(Duration.ofSeconds(120), Duration.ofSeconds(20), 3);
    /** A product that fails to start fails again: its reason is what the person needs. */
    private static final JvmServer.Patience PRODUCT =
            new JvmServer.Patience(Duration.ofSeconds(240), Duration.ofSeconds(30), 1);

    private final DataFolder data;
    private final Ports ports;
    private final Secrets secrets;

    Stack(DataFolder data, Ports ports, Secrets secrets) {
        this.data = data;
        this.ports = ports;
        this.secrets = secrets;
    }

    /** The product boots while the other stores do, but its first act is to open the event log. */
    static Map<String, String> startOrder() {
        return Map.of("product", "postgres");
    }

    /** In the order of stopping. */
    List<Child> children(Path productJar, Map<String, String> productEnvironment) {
        return List.of(product(productJar, productEnvironment), networks(), clickHouse(), mongo(), postgres());
    }

    private Child product(Path jar, Map<String, String> environment) {
        JavaChild java = JavaChild.runningJar(jar).heapMegabytes(768).environment(environment);
        Probe readiness = Probe.http("http://127.0.0.1:" + ports.product() + "/actuator/health/readiness");
        return new JvmServer("product", java, readiness, PRODUCT, data);
    }

    private Child networks() {
        JavaChild java = JavaChild.running(SimulatedNetworks.class.getName())
                .heapMegabytes(64)
                .arguments(
                        "--port",
                        String.valueOf(ports.networks()),
                        "--control-port",
                        String.valueOf(ports.networksControl()),
                        "--data",
                        data.store("networks").toString());
        return new JvmServer("networks", java, Probe.port(ports.networks()), STORE, data);
    }

    private Child clickHouse() {
        JavaChild java = JavaChild.running(ClickHouseServer.class.getName())
                .heapMegabytes(192)
                .environment(
                        Map.of("CLICKHOUSE_USER", PostgresSettings.USER, "CLICKHOUSE_PASSWORD", secrets.clickHouse()))
                .arguments(
                        "--data",
                        data.store("clickhouse").toString(),
                        "--port",
                        String.valueOf(ports.clickHouse()),
                        "--database",
                        ProductEnvironment.DATABASE);
        Probe ping = Probe.http("http://127.0.0.1:" + ports.clickHouse() + "/ping");
        return new JvmServer("clickhouse", java, ping, STORE, data);
    }

    private Child mongo() {
        JavaChild java = JavaChild.running(MongoServerMain.class.getName())
                .heapMegabytes(192)
                .arguments("--data", data.store("mongo").toString(), "--port", String.valueOf(ports.mongo()));
        return new JvmServer("mongo", java, Probe.port(ports.mongo()), STORE, data);
    }

    private Child postgres() {
        PostgresSettings settings = new PostgresSettings(
                postgresData(data),
                data.log("postgres"),
                ports.postgres(),
                secrets.postgresAdmin(),
                secrets.postgres(),
                Durability.POWER_CUT);
        return new PostgresChild(settings, data);
    }

    static Path postgresData(DataFolder data) {
        return data.store("postgres");
    }
}
