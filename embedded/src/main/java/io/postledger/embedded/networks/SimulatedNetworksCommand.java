package io.postledger.embedded.networks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The networks as a process of their own; 64 MB of heap are plenty. */
@Command(
        name = "simulated-networks",
        mixinStandardHelpOptions = true,
        description = "Simulated social networks on 127.0.0.1, until terminated.")
final class SimulatedNetworksCommand implements Callable<Integer> {

    @Option(names = "--port", required = true, description = "Port of the networks; 0 for any.")
    private int port;

    @Option(names = "--control-port", required = true, description = "Port of truth and faults; 0 for any.")
    private int controlPort;

    @Option(names = "--data", required = true, description = "Folder of what was posted and granted.")
    private Path data;

    static int run(String[] arguments) {
        return new CommandLine(new SimulatedNetworksCommand()).execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        SimulatedNetworks networks;
        try {
            networks = SimulatedNetworks.start(port, controlPort, data);
        } catch (IOException e) {
            System.err.println("simulated networks: " + e.getMessage());
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(networks)));
        String addresses = networks.names().stream()
                .map(name -> name + " " + networks.of(name) + " ")
                .collect(Collectors.joining());
        System.out.println("simulated networks ready: " + addresses + "control " + networks.control());
        new CountDownLatch(1).await();
        return 0;
    }

    private static void close(SimulatedNetworks networks) {
        try {
            networks.close();
        } catch (IOException e) {
            System.err.println("simulated networks: " + e.getMessage());
        }
    }
}
