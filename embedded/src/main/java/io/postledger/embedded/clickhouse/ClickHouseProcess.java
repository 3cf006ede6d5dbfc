package io.postledger.embedded.clickhouse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The embedded ClickHouse as a child process of this one. It can be restarted in place: address, user, password and data
 * stay the same. Not for use by several threads at a time.
 */
public final class ClickHouseProcess implements AutoCloseable {

    /**
     * How the child is started.
     *
     * @param data the data folder; its log is {@code server.log} in it
     * @param port of 127.0.0.1; 0 for any that is free
     * @param database made if it is not there, and the default of every request
     * @param library libchdb.so, or null for the embedded module's own
     * @param classPath of the child, with the embedded module and what it needs
     * @param memoryMegabytes resident memory at which queries are refused
     * @param endsWithParent whether the child stops when this process is gone, however it went
     */
    public record Options(
            Path data,
            int port,
            String database,
            String user,
            String password,
            Path library,
            String classPath,
            int memoryMegabytes,
            boolean endsWithParent) {

        /** A free port, database {@code postledger}, this JVM's class path, 640 MB, ending with this process. */
        public static Options of(Path data, String user, String password) {
            return new Options(
                    data, 0, "postledger", user, password, null, System.getProperty("java.class.path"), 640, true);
        }
    }

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final int PING_MILLIS = 50;
    private static final int LOG_TAIL_CHARS = 2000;

    private final Options options;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final int port;
    private Process process;

    private ClickHouseProcess(Options options) throws IOException {
        this.options = options;
        this.port = options.port() == 0 ? freePort() : options.port();
    }

    /**
     * Starts the child and waits, at most a minute, until it answers.
     *
     * @throws IOException if it does not come up, with what it said
     */
    public static ClickHouseProcess start(Options options) throws IOException {
        ClickHouseProcess started = new ClickHouseProcess(options);
        started.launch();
        return started;
    }

    /** {@code http://127.0.0.1:PORT}, for client-v2. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** For clickhouse-jdbc, in the default database. */
    public String jdbcUrl() {
        return "jdbc:clickhouse://127.0.0.1:" + port + "/" + options.database();
    }

    public int port() {
        return port;
    }

    public String database() {
        return options.database();
    }

    public String user() {
        return options.user();
    }

    public String password() {
        return options.password();
    }

    /** Of the child that runs now, or ran last. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The child itself, so that a supervisor can wait for its end. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /**
     * Stops the child, if it still runs, and starts it again on the same data and port.
     *
     * @throws IOException if it does not come up again; it may be tried once more
     */
    public void restart() throws IOException {
        close();
        launch();
    }

    private void launch() throws IOException {
        Files.createDirectories(options.data());
        Path log = options.data().resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().put(Credentials.USER_VARIABLE, options.user());
        builder.environment().put(Credentials.PASSWORD_VARIABLE, options.password());
        process = builder.start();
        process.getOutputStream().close();
        try {
            awaitAnswer(log);
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The heap holds pieces of bodies only; the engine's memory is native and bounded by --memory.
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", options.classPath(), ClickHouseServer.class.getName()));
        command.addAll(List.of("--data", options.data().toString()));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(List.of("--database", options.database()));
        command.addAll(List.of("--memory", Integer.toString(options.memoryMegabytes())));
        if (options.library() != null) {
            command.addAll(List.of("--library", options.library().toString()));
        }
        if (options.endsWithParent()) {
            command.addAll(
                    List.of("--parent", Long.toString(ProcessHandle.current().pid())));
        }
        return command;
    }

    private void awaitAnswer(Path log) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                if (process.waitFor(PING_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IOException("the embedded ClickHouse ended at its start: " + tail(log));
                }
                if (answers()) {
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the embedded ClickHouse was starting");
        }
        throw new IOException("the embedded ClickHouse did not answer within " + START_LIMIT + ": " + tail(log));
    }

    private boolean answers() throws InterruptedException {
        HttpRequest ping = HttpRequest.newBuilder(URI.create(url() + "/ping"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(ping, HttpResponse.BodyHandlers.discarding())
                            .headers()
                            .firstValueAsLong(ClickHouseServer.PROCESS_HEADER)
                            .orElse(0)
                    == process.pid();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String tail(Path log) throws IOException {
        String all = Files.readString(log).strip();
        return all.substring(Math.max(0, all.length() - LOG_TAIL_CHARS));
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return any.getLocalPort();
        }
    }

    /** Asks the child to end, and waits for its clean end; after twenty seconds it is killed. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
