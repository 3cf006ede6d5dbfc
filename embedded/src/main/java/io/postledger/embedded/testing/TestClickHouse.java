package io.postledger.embedded.testing;

import io.postledger.embedded.clickhouse.ClickHouseProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The embedded ClickHouse of one test JVM. */
final class TestClickHouse {

    private static final String USER = "postledger";
    private static final String PASSWORD = "only-for-tests";

    private final ClickHouseProcess process;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestClickHouse(ClickHouseProcess process) {
        this.process = process;
    }

    static TestClickHouse start(Reaper reaper) {
        try {
            ClickHouseProcess process = ClickHouseProcess.start(
                    ClickHouseProcess.Options.of(reaper.folder().resolve("clickhouse"), USER, PASSWORD));
            reaper.kills(process.handle());
            return new TestClickHouse(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ClickHouseDatabase newDatabase(String name) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(process.url()))
                .header("X-ClickHouse-User", USER)
                .header("X-ClickHouse-Key", PASSWORD)
                .POST(HttpRequest.BodyPublishers.ofString("CREATE DATABASE " + name))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("The test database could not be made: " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a test database was made", e);
        }
        return new ClickHouseDatabase(process.url(), name, USER, PASSWORD);
    }
}
