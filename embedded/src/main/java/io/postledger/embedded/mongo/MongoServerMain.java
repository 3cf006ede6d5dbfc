package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The MongoDB-protocol server's process: {@code --data FOLDER --port PORT}, on 127.0.0.1 only, until SIGTERM. It needs no
 * password: what other users of this machine may read, the folder's and the product's own protection must decide.
 */
@Command(name = "mongo-server")
public final class MongoServerMain implements Callable<Integer> {

    private static final int STORE_BROKEN = 70;

    @Option(names = "--data", required = true, description = "the folder with the server's file")
    private Path data;

    @Option(names = "--port", required = true, description = "the port on 127.0.0.1")
    private int port;

    public static void main(String[] arguments) {
        // The library logs whole documents with every failed command, and documents hold personal data.
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
        int exitCode = new CommandLine(new MongoServerMain()).execute(arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(data);
        MongoStoreFile file = new MongoStoreFile(
                data.resolve("mongo.mv.db"), MongoStoreFile.Upkeep.USUAL, MongoServerMain::endBroken);
        MongoServer server = new MongoServer(new DurableMongoBackend(file));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.shutdownNow();
                            System.out.println("Stopped; everything is on disk.");
                            stopped.countDown();
                        },
                        "mongo-stop"));
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        System.out.println("Serving " + data + " on 127.0.0.1:" + port);
        stopped.await();
        return 0;
    }

    /** A store that failed to write refuses everything from then on; a new process opens it as of its last commit. */
    private static void endBroken(RuntimeException cause) {
        System.err.println("The store can no longer be written: " + cause.getMessage());
        Runtime.getRuntime().halt(STORE_BROKEN);
    }
}
