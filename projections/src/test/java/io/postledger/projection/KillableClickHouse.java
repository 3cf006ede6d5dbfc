package io.postledger.projection;

import io.postledger.embedded.clickhouse.ClickHouseServer;
import io.postledger.embedded.launch.FreePorts;
import io.postledger.embedded.launch.JavaChild;
import io.postledger.embedded.launch.Probe;
import io.postledger.projection.clickhouse.ClickHouseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/**
 * The embedded ClickHouse in a process of its own, that a test may kill and start again on the same data. It ends with
 * this JVM.
 */
public final class KillableClickHouse implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path folder;
    private final int port = FreePorts.any();
    private Process process;

    private KillableClickHouse(Path folder) {
        this.folder = folder;
    }

    public static KillableClickHouse start() {
        try {
            KillableClickHouse server =
                    new KillableClickHouse(Files.createTempDirectory("postledger-test-clickhouse-"));
            Files.writeString(server.folder.resolve("credentials"), "user=default\npassword=secret\n");
            server.restart();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A store on a database that is not there yet. */
    public ClickHouseStore newStore() {
        return store("test_" + DATABASES.incrementAndGet());
    }

    public ClickHouseStore store(String database) {
        return new ClickHouseStore("http://127.0.0.1:" + port, database, "default", "secret", Duration.ofSeconds(30));
    }

    /** Inserts a file in a format that ClickHouse reads by itself, as its users would. */
    public void insert(String table, String format, byte[] file) {
        post("INSERT INTO " + table + " FORMAT " + format, file);
    }

    public void execute(String statement) {
        post(statement, new byte[0]);
    }

    private void post(String statement, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port + "/?query=" + URLEncoder.encode(statement, StandardCharsets.UTF_8)))
                .header("X-ClickHouse-User", "default")
                .header("X-ClickHouse-Key", "secret")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void restart() {
        try {
            process = JavaChild.running(ClickHouseServer.class.getName())
                    .heapMegabytes(128)
                    .arguments(
                            "--data", folder.resolve("data").toString(),
                            "--port", String.valueOf(port),
                            "--credentials", folder.resolve("credentials").toString(),
                            "--parent", String.valueOf(ProcessHandle.current().pid()))
                    .start(folder.resolve("log"));
            Probe.port(port).await(process.toHandle(), Duration.ofSeconds(60));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
