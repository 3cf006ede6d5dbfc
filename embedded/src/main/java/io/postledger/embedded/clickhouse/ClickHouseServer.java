package io.postledger.embedded.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * ClickHouse's engine behind ClickHouse's HTTP interface on 127.0.0.1, in a process of its own, so that a crash of native
 * code is not the product's. Ends on SIGTERM with everything on disk; SIGINT is left to whoever started it.
 */
@Command(
        name = "clickhouse",
        mixinStandardHelpOptions = true,
        description = "The embedded ClickHouse: engine and HTTP interface on 127.0.0.1.")
public final class ClickHouseServer implements Callable<Integer> {

    /** Exit code for a start that failed with a sentence on standard error. */
    public static final int CANNOT_START = 3;

    /** Exit code for a port that is in use. */
    public static final int PORT_IN_USE = 4;

    /** On /ping: which process answers, so that no one takes another server on the same port for the one it started. */
    static final String PROCESS_HEADER = "X-Postledger-Process";

    private static final System.Logger LOG = System.getLogger(ClickHouseServer.class.getName());

    /** Statements at a time; more wait. The engine bounds their memory together. */
    private static final int THREADS = 24;

    /** The engine parses and plans on the caller's stack, and refuses deep queries by what is left of it. */
    private static final long STACK_BYTES = 8L * 1024 * 1024;

    private static final int GRACE_SECONDS = 10;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder; made if missing")
    private Path data;

    @Option(names = "--port", defaultValue = "8123", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--database", defaultValue = "postledger", description = "default: ${DEFAULT-VALUE}")
    private String database;

    @Option(names = "--library", paramLabel = "PATH", description = "libchdb.so; default: the embedded module's own")
    private Path library;

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "properties file with user and password; default: CLICKHOUSE_USER, CLICKHOUSE_PASSWORD")
    private Path credentials;

    @Option(
            names = "--memory",
            defaultValue = "640",
            paramLabel = "MB",
            description = "resident memory at which queries are refused; default: ${DEFAULT-VALUE}")
    private int memoryMegabytes;

    @Option(names = "--parent", paramLabel = "PID", description = "stop when this process is gone")
    private Long parent;

    private ClickHouseServer() {}

    public static void main(String[] args) {
        int code = new CommandLine(new ClickHouseServer()).execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Returns once the server runs; it goes on until the process is asked to end. */
    @Override
    public Integer call() {
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        // Read once by the JDK's server: without the first, every small answer waits for a delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "200");
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 256);
        } catch (IOException taken) {
            System.err.println("clickhouse: port " + port + " of 127.0.0.1 is in use");
            return PORT_IN_USE;
        }
        try {
            Credentials user = Credentials.read(credentials, System.getenv());
            Path file = ChdbLibraryFile.locate(library);
            serve(http, Engine.start(file, data, database, new EngineConfig(memoryMegabytes)), user);
            return 0;
        } catch (StartException reason) {
            System.err.println("clickhouse: " + reason.getMessage());
            http.stop(0);
            return CANNOT_START;
        } catch (UnsatisfiedLinkError broken) {
            System.err.println("clickhouse: the ClickHouse library cannot be loaded: " + broken.getMessage());
            http.stop(0);
            return CANNOT_START;
        }
    }

    private void serve(HttpServer http, Engine engine, Credentials user) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(
                THREADS, task -> new Thread(null, task, "http-" + number.incrementAndGet(), STACK_BYTES));
        QueryHandler queries = new QueryHandler(engine, user);
        http.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().equals("/")) {
                queries.handle(exchange);
            } else {
                plain(
                        exchange,
                        404,
                        "There is no handle " + exchange.getRequestURI().getPath() + "\n");
            }
        });
        http.createContext("/ping", exchange -> plain(exchange, 200, "Ok.\n"));
        http.setExecutor(threads);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(http, threads, engine), "stop"));
        if (parent != null) {
            ProcessHandle.of(parent)
                    .ifPresentOrElse(p -> p.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
        }
        http.start();
        LOG.log(
                System.Logger.Level.INFO,
                "ClickHouse {0} on 127.0.0.1:{1} with {2}",
                engine.version(),
                Integer.toString(port),
                data);
    }

    private static void plain(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=UTF-8");
            exchange.getResponseHeaders()
                    .set(PROCESS_HEADER, Long.toString(ProcessHandle.current().pid()));
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
            if (!head) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /** No new requests, those in work get their answer, then the engine closes its tables. */
    private static void stop(HttpServer http, ExecutorService threads, Engine engine) {
        try {
            http.stop(1);
            threads.shutdown();
            if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "statements were still running at the end");
            }
            engine.close();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException unclosed) {
            LOG.log(System.Logger.Level.WARNING, "the data folder''s lock was not released cleanly");
        }
    }
}
