package io.postledger.embedded.networks;

import io.postledger.embedded.networks.facebook.FacebookNetwork;
import io.postledger.embedded.networks.instagram.InstagramNetwork;
import io.postledger.embedded.networks.linkedin.LinkedInNetwork;
import io.postledger.embedded.networks.pinterest.PinterestNetwork;
import io.postledger.embedded.networks.tiktok.TikTokNetwork;
import io.postledger.embedded.networks.x.XNetwork;
import io.postledger.embedded.networks.youtube.YouTubeNetwork;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tools.jackson.databind.node.ObjectNode;

/**
 * The simulated networks, on 127.0.0.1: one port for the networks ({@code /x/…}), one for control. All that was posted and
 * granted is in {@code DATA/networks.ndjson}; rate limit windows, call counts and waiting faults are in memory only.
 */
public final class SimulatedNetworks implements AutoCloseable {

    /** The application that the networks know, and its secret. They take any redirect URI on this machine. */
    public static final String CLIENT_ID = "postledger-simulated";

    public static final String CLIENT_SECRET = "postledger-simulated-secret";

    private static final List<NetworkKind> ALL_KINDS = List.of(
            XNetwork.KIND,
            YouTubeNetwork.KIND,
            TikTokNetwork.KIND,
            FacebookNetwork.KIND,
            InstagramNetwork.KIND,
            LinkedInNetwork.KIND,
            PinterestNetwork.KIND);

    /** In the journal, for what is not of one network. */
    static final String ALL = "all";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int IDLE_MS = 300_000;

    private final Map<String, SimulatedNetwork> networks = new LinkedHashMap<>();
    private final Server server;
    private final ServerConnector networkDoor;
    private final ServerConnector controlDoor;
    private final Journal journal;
    private final ScheduledExecutorService timer;

    private SimulatedNetworks(int port, int controlPort, Path data) throws IOException {
        SimulatedClock clock = new SimulatedClock();
        List<ObjectNode> history = new ArrayList<>();
        this.journal = Journal.open(data.resolve("networks.ndjson"), history::add);
        for (NetworkKind kind : ALL_KINDS) {
            Site site = new Site(kind.name(), clock, journal, data.resolve(kind.name()));
            networks.put(kind.name(), kind.maker().apply(site));
        }
        history.forEach(event -> replay(networks, clock, event));
        networks.values().stream()
                .filter(network -> network.accounts().isEmpty())
                .forEach(SimulatedNetworks::firstAccounts);
        Path spool = emptied(data.resolve("spool"));
        Faults faults = new Faults();
        CallCounts counts = new CallCounts();
        NetworkDoor network = new NetworkDoor(networks, faults, counts);
        ControlDoor control = new ControlDoor(networks, faults, counts, clock, journal);
        this.timer = Executors.newScheduledThreadPool(2, daemon -> {
            Thread thread = new Thread(daemon, "simulated-delays");
            thread.setDaemon(true);
            return thread;
        });
        QueuedThreadPool threads = new QueuedThreadPool(64, 4);
        threads.setName("simulated-networks");
        this.server = new Server(threads);
        this.networkDoor = connector("networks", port);
        this.controlDoor = connector("control", controlPort);
        server.setHandler(new HttpDoor(
                (isControl, call, line) -> {
                    if (isControl) {
                        control.handle(call, line);
                    } else {
                        network.handle(call, line);
                    }
                },
                spool,
                timer));
    }

    /**
     * Starts them in this process.
     *
     * @param port and {@code controlPort}: 0 for any that is free
     * @throws IOException when a port or the data folder is in use
     */
    public static SimulatedNetworks start(int port, int controlPort, Path data) throws IOException {
        SimulatedNetworks networks = new SimulatedNetworks(port, controlPort, data);
        try {
            networks.server.start();
            return networks;
        } catch (Exception e) {
            networks.close();
            throw e instanceof IOException io ? io : new IOException("cannot start the simulated networks", e);
        }
    }

    /** In the order of the list, which is that of the ready line. */
    public List<String> names() {
        return List.copyOf(networks.keySet());
    }

    /** Base address of a network: all of it (API, consent page, posts' pages) is below. */
    public URI of(String network) {
        if (!networks.containsKey(network)) {
            throw new IllegalArgumentException("no such network: " + network);
        }
        return URI.create(base(networkDoor.getLocalPort(), network));
    }

    /** The product's settings that lead to all of these networks, by their full names. */
    public Map<String, String> productProperties() {
        return productProperties(networkDoor.getLocalPort());
    }

    /** As {@link #productProperties()}, for networks that run, or will run, elsewhere on this machine. */
    public static Map<String, String> productProperties(int port) {
        Map<String, String> properties = new LinkedHashMap<>();
        ALL_KINDS.forEach(kind -> properties.putAll(kind.productProperties(base(port, kind.name()))));
        return properties;
    }

    private static String base(int port, String network) {
        return "http://" + LOOPBACK + ":" + port + "/" + network;
    }

    public URI control() {
        return URI.create("http://" + LOOPBACK + ":" + controlDoor.getLocalPort());
    }

    private ServerConnector connector(String name, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setName(name);
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        // Longer than any fault waits.
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        return connector;
    }

    private static void replay(Map<String, SimulatedNetwork> networks, SimulatedClock clock, ObjectNode event) {
        String network = event.path("network").asString("");
        if (network.equals(ALL)) {
            ControlDoor.replay(clock, event);
        } else if (networks.containsKey(network)) {
            networks.get(network).replay(event);
        }
    }

    /** What calls had half sent when an earlier process was killed. */
    private static Path emptied(Path spool) throws IOException {
        Files.createDirectories(spool);
        try (Stream<Path> files = Files.list(spool)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return spool;
    }

    /** So that the consent page of a fresh installation has someone to choose. */
    private static void firstAccounts(SimulatedNetwork network) {
        network.createAccount(Json.object()
                .put("handle", "harbour_radio")
                .put("name", "Harbour Radio")
                .put("followers", 48_000));
        network.createAccount(Json.object()
                .put("handle", "atelier_lumen")
                .put("name", "Atelier Lumen")
                .put("followers", 6_200));
        network.createAccount(Json.object()
                .put("handle", "northbike")
                .put("name", "Northbike")
                .put("followers", 15_500));
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the simulated networks did not stop cleanly", e);
        } finally {
            timer.shutdownNow();
            journal.close();
        }
    }

    /** {@code --port N --control-port M --data DIR}; see {@code --help}. */
    public static void main(String[] arguments) {
        System.exit(SimulatedNetworksCommand.run(arguments));
    }
}
