package io.postledger.embedded.clickhouse;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What URL and headers of one request say, by the names of ClickHouse's HTTP interface; where both say something, the
 * URL wins.
 *
 * @param query the SQL in the URL, or null; a body goes on where it ends
 * @param database null: the server's default
 * @param format output format where the SQL names none, or null
 * @param settings every other parameter of the URL: settings of the engine
 * @param parameters the values of {@code param_x}, by x
 */
record QueryRequest(
        String query,
        String queryId,
        String database,
        String format,
        String user,
        String password,
        boolean compressedBlocksIn,
        boolean compressedBlocksOut,
        boolean httpCompressionOut,
        boolean waitForEnd,
        Map<String, String> settings,
        Map<String, String> parameters) {

    /** Told to ClickHouse's HTTP handler, not to the engine. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "query",
            "query_id",
            "database",
            "default_format",
            "user",
            "password",
            "compress",
            "decompress",
            "wait_end_of_query",
            "buffer_size",
            "session_id",
            "session_check",
            "session_timeout",
            "close_session",
            "role",
            "quota_key",
            "stacktrace",
            "client_protocol_version");

    /** @throws ClickHouseException for sessions and roles, which a request's own connection cannot have */
    static QueryRequest of(HttpExchange exchange) throws ClickHouseException {
        Map<String, String> all = decode(exchange.getRequestURI().getRawQuery());
        for (String missing : new String[] {"session_id", "role"}) {
            if (all.containsKey(missing)) {
                throw ClickHouseException.of(
                        48, "NOT_IMPLEMENTED", "the embedded server has no HTTP sessions and roles: " + missing);
            }
        }
        Headers headers = exchange.getRequestHeaders();
        String[] basic = Credentials.basic(headers.getFirst("Authorization"));
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith("param_")) {
                parameters.put(name.substring("param_".length()), value);
            } else if (!NO_SETTINGS.contains(name)) {
                settings.put(name, value);
            }
        });
        if (exchange.getRequestMethod().equals("GET")) {
            // ClickHouse's rule: a GET changes nothing but settings.
            settings.putIfAbsent("readonly", "2");
        }
        return new QueryRequest(
                all.get("query"),
                first(
                        all.get("query_id"),
                        headers.getFirst("X-ClickHouse-Query-Id"),
                        UUID.randomUUID().toString()),
                first(all.get("database"), headers.getFirst("X-ClickHouse-Database"), null),
                first(all.get("default_format"), headers.getFirst("X-ClickHouse-Format"), null),
                first(all.get("user"), headers.getFirst("X-ClickHouse-User"), basic[0]),
                first(all.get("password"), headers.getFirst("X-ClickHouse-Key"), basic[1]),
                isOn(all.get("decompress")),
                isOn(all.get("compress")),
                isOn(all.get("enable_http_compression")),
                isOn(all.get("wait_end_of_query")),
                settings,
                parameters);
    }

    private static Map<String, String> decode(String rawQuery) {
        Map<String, String> all = new LinkedHashMap<>();
        if (rawQuery == null || rawQuery.isEmpty()) {
            return all;
        }
        for (String pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            all.put(URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return all;
    }

    private static String first(String url, String header, String otherwise) {
        if (url != null && !url.isEmpty()) {
            return url;
        }
        return header != null && !header.isEmpty() ? header : otherwise;
    }

    private static boolean isOn(String value) {
        return value != null && (value.equals("1") || value.equalsIgnoreCase("true"));
    }
}
