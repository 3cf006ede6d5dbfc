package io.postledger.embedded.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** ClickHouse's HTTP interface at {@code /}: one request, one session of the engine, one statement. */
final class QueryHandler implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(QueryHandler.class.getName());

    /** ClickHouse's max_query_size: the text of an INSERT up to its data must fit. */
    private static final int HEAD_BYTES = 256 * 1024;

    /** Of a statement that is all text. */
    private static final int TEXT_BYTES = 16 * 1024 * 1024;

    /** Read and dropped after an error, so that a client that is still sending gets to read the answer. */
    private static final long DRAIN_BYTES = 1L << 30;

    private final Engine engine;
    private final Credentials credentials;

    QueryHandler(Engine engine, Credentials credentials) {
        this.engine = engine;
        this.credentials = credentials;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        QueryResponse response = new QueryResponse(exchange, engine);
        try {
            QueryRequest request = QueryRequest.of(exchange);
            credentials.check(request.user(), request.password());
            response.negotiate(request);
            if (request.query() == null && exchange.getRequestMethod().equals("GET")) {
                response.text(200, "Ok.\n");
            } else {
                run(request, exchange, response);
            }
        } catch (ClickHouseException refused) {
            drain(exchange);
            response.error(refused);
        } catch (BodyException unreadable) {
            drain(exchange);
            response.error(
                    ClickHouseException.of(271, "CANNOT_DECOMPRESS", "the request's body cannot be decompressed"));
        } catch (RuntimeException bug) {
            // The exception's kind and place only: its message may quote the statement.
            LOG.log(System.Logger.Level.ERROR, "request failed: {0} at {1}", bug.getClass(), bug.getStackTrace()[0]);
            drain(exchange);
            response.error(ClickHouseException.of(1002, "UNKNOWN_EXCEPTION", "the embedded server failed"));
        }
        // Not closed here in any case: a result that broke off must not get its last chunk.
    }

    private void run(QueryRequest request, HttpExchange exchange, QueryResponse response)
            throws ClickHouseException, IOException {
        HttpCompression encoding = HttpCompression.ofRequest(
                request.compressedBlocksIn(), exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream raw = exchange.getRequestBody();
        InputStream body = hasBody(exchange) ? BodyException.marking(encoding, raw) : InputStream.nullInputStream();
        byte[] inUrl = request.query() == null ? new byte[0] : request.query().getBytes(StandardCharsets.UTF_8);

        Optional<InsertText> urlInsert = InsertText.find(inUrl, inUrl.length);
        if (urlInsert.isPresent() && urlInsert.get().format() == null && hasBody(exchange)) {
            insert(request, urlInsert.get(), body, response);
            return;
        }
        InputStream text = inUrl.length == 0
                ? body
                : new SequenceInputStream(
                        new ByteArrayInputStream((request.query() + "\n").getBytes(StandardCharsets.UTF_8)), body);
        byte[] head = text.readNBytes(HEAD_BYTES);
        Optional<InsertText> insert = InsertText.find(head, head.length);
        if (insert.isPresent() && insert.get().format() != null) {
            int from = insert.get().dataStart();
            InputStream first = new ByteArrayInputStream(head, from, head.length - from);
            insert(request, insert.get(), new SequenceInputStream(first, text), response);
        } else {
            statement(request, whole(head, text), response);
        }
    }

    private static boolean hasBody(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length != null
                ? !length.trim().equals("0")
                : exchange.getRequestHeaders().containsKey("Transfer-Encoding");
    }

    private static byte[] whole(byte[] head, InputStream rest) throws IOException, ClickHouseException {
        if (head.length < HEAD_BYTES) {
            return head;
        }
        byte[] more = rest.readNBytes(TEXT_BYTES);
        if (more.length == TEXT_BYTES) {
            throw ClickHouseException.of(
                    223, "QUERY_IS_TOO_LARGE", "the query is longer than " + TEXT_BYTES + " bytes");
        }
        byte[] all = Arrays.copyOf(head, head.length + more.length);
        System.arraycopy(more, 0, all, head.length, more.length);
        return all;
    }

    private void insert(QueryRequest request, InsertText insert, InputStream data, QueryResponse response)
            throws ClickHouseException, IOException {
        QueryParameters parameters = QueryParameters.of(request.parameters());
        String format = insert.engineFormat(request.format() == null ? "Values" : request.format());
        try (NativeSession session = engine.open(request.database(), request.settings());
                NativeResult done = session.insert(insert.statement(), format, data, parameters)) {
            response.nothing(done.summary());
        }
    }

    private void statement(QueryRequest request, byte[] sql, QueryResponse response)
            throws ClickHouseException, IOException {
        QueryParameters parameters = QueryParameters.of(request.parameters());
        SelectText text = SelectText.of(sql);
        if (text.touchesFiles()) {
            throw ClickHouseException.of(48, "NOT_IMPLEMENTED", "INTO OUTFILE and FROM INFILE belong to the client");
        }
        String format = request.format() == null ? "TabSeparated" : request.format();
        try (NativeSession session = engine.open(request.database(), request.settings())) {
            NativeSession.Analysis analysis = session.analyse(sql);
            if (analysis.statements() > 1) {
                throw ClickHouseException.of(62, "SYNTAX_ERROR", "Syntax error (Multi-statements are not allowed)");
            }
            if (text.mayStream() && analysis.readOnly() && !request.waitForEnd() && StreamedFormat.isStreamed(format)) {
                try (NativeStream stream = session.stream(sql, format, parameters)) {
                    response.stream(stream, format);
                }
            } else {
                try (NativeResult result = session.query(sql, format, parameters)) {
                    response.result(result, text.format() == null ? format : text.format());
                }
            }
        }
    }

    private static void drain(HttpExchange exchange) {
        byte[] dropped = new byte[64 * 1024];
        try {
            InputStream body = exchange.getRequestBody();
            for (long read = 0; read < DRAIN_BYTES; ) {
                int n = body.read(dropped);
                if (n < 0) {
                    return;
                }
                read += n;
            }
        } catch (IOException gone) {
            // Then there is no one to read the answer either: sending it fails, and closes the connection.
            return;
        }
    }
}
