package io.postledger.embedded.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** ClickHouse's HTTP interface without a client library in between. */
final class RawHttp {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ClickHouseProcess server;

    RawHttp(ClickHouseProcess server) {
        this.server = server;
    }

    HttpResponse<byte[]> post(String urlQuery, byte[] body, String... headers) throws Exception {
        return send(request(urlQuery, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> get(String urlQuery, String... headers) throws Exception {
        return send(request(urlQuery, headers).GET());
    }

    /** The body of a statement that must succeed, without its last line end. */
    String sql(String sql) throws Exception {
        HttpResponse<byte[]> answer = post("", sql.getBytes(StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new IOException(text(answer));
        }
        return text(answer).strip();
    }

    HttpRequest.Builder request(String urlQuery, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/" + urlQuery))
                .timeout(Duration.ofMinutes(2))
                .header("X-ClickHouse-User", server.user())
                .header("X-ClickHouse-Key", server.password());
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
