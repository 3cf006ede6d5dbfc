package io.postledger.embedded.clickhouse;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Answers one request with ClickHouse's headers. An error can be told only until the first byte of a result is out. */
final class QueryResponse {

    private final HttpExchange exchange;
    private final Engine engine;
    private HttpCompression compression = HttpCompression.NONE;
    private boolean started;

    QueryResponse(HttpExchange exchange, Engine engine) {
        this.exchange = exchange;
        this.engine = engine;
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-ClickHouse-Server-Display-Name", "postledger-embedded");
        headers.set("X-ClickHouse-Timezone", engine.timezone());
        headers.set("X-ClickHouse-Query-Id", UUID.randomUUID().toString());
    }

    /** Until it is known who asks, and for what, answers are plain: clients expect 401 and 403 so. */
    void negotiate(QueryRequest request) {
        compression = HttpCompression.ofResponse(
                request.compressedBlocksOut(),
                request.httpCompressionOut(),
                exchange.getRequestHeaders().getFirst("Accept-Encoding"));
        exchange.getResponseHeaders().set("X-ClickHouse-Query-Id", oneLine(request.queryId()));
    }

    void text(int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        contentType("text/plain; charset=UTF-8");
        try (OutputStream out = begin(status, bytes.length)) {
            out.write(bytes);
        }
    }

    /** Of a statement without a result set. */
    void nothing(QuerySummary summary) throws IOException {
        summary(summary);
        contentType("text/plain; charset=UTF-8");
        begin(200, 0).close();
    }

    void result(NativeResult result, String format) throws IOException {
        summary(result.summary());
        format(format);
        try (OutputStream out = begin(200, result.length())) {
            result.writeTo(out, 0);
        }
    }

    /**
     * Sends a result while it is being computed. A failure after the first chunks have gone breaks the connection off,
     * so that no client takes half a result for a whole one.
     */
    void stream(NativeStream stream, String format) throws ClickHouseException, IOException {
        try (NativeResult first = stream.next();
                NativeResult second = first.length() == 0 ? null : stream.next()) {
            if (second == null || second.length() == 0) {
                result(first, format);
                return;
            }
            int header = StreamedFormat.headerLength(format, first.head(StreamedFormat.HEADER_LIMIT_BYTES));
            summary(QuerySummary.UNKNOWN);
            format(format);
            OutputStream out = begin(200, -1);
            first.writeTo(out, 0);
            second.writeTo(out, header);
            while (writeNext(stream, out, header)) {}
            out.close();
        }
    }

    /** False at the end. */
    private static boolean writeNext(NativeStream stream, OutputStream out, int header)
            throws ClickHouseException, IOException {
        try (NativeResult chunk = stream.next()) {
            chunk.writeTo(out, header);
            return chunk.length() > 0;
        }
    }

    /** @throws IOException if a result is already on its way: the caller lets the connection break */
    void error(ClickHouseException error) throws IOException {
        if (started) {
            throw new IOException("a result broke off");
        }
        exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", Integer.toString(error.code()));
        if (error.httpStatus() == 401 || error.httpStatus() == 403) {
            compression = HttpCompression.NONE;
        }
        String message = error.getMessage();
        // Of an insert, the engine says its version itself.
        text(
                error.httpStatus(),
                message + (message.contains("(version ") ? "" : " (version " + engine.version() + ")") + "\n");
    }

    private void summary(QuerySummary summary) {
        exchange.getResponseHeaders().set("X-ClickHouse-Summary", summary.json());
    }

    private void format(String format) {
        exchange.getResponseHeaders().set("X-ClickHouse-Format", oneLine(format));
        contentType(
                switch (format) {
                    case "JSON", "JSONCompact" -> "application/json; charset=UTF-8";
                    case "JSONEachRow", "JSONCompactEachRow" -> "application/x-ndjson; charset=UTF-8";
                    case "TabSeparated", "TSV" -> "text/tab-separated-values; charset=UTF-8";
                    case "CSV", "CSVWithNames" -> "text/csv; charset=UTF-8";
                    default -> "application/octet-stream";
                });
    }

    private void contentType(String type) {
        exchange.getResponseHeaders().set("Content-Type", type);
    }

    /** @param length of the body before compression; -1 if it is not known */
    private OutputStream begin(int status, long length) throws IOException {
        if (compression.encoding() != null) {
            exchange.getResponseHeaders().set("Content-Encoding", compression.encoding());
        }
        started = true;
        if (length == 0 && compression.encoding() == null) {
            exchange.sendResponseHeaders(status, -1);
            return OutputStream.nullOutputStream();
        }
        boolean fixed = length > 0 && compression == HttpCompression.NONE;
        exchange.sendResponseHeaders(status, fixed ? length : 0);
        return compression.encode(exchange.getResponseBody());
    }

    /** A header's value cannot hold control characters, and these come from the request. */
    private static String oneLine(String value) {
        return value.replaceAll("\\p{Cntrl}", "?");
    }
}
