package io.postledger.embedded.clickhouse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts what arrives: once a bridge to this engine kept 7,710 of 600,000 rows and reported success. */
class ClickHouseInsertFormatsIT {

    private static final int ROWS = 600_000;

    @TempDir
    static Path data;

    private static ClickHouseProcess server;
    private static RawHttp http;

    @BeforeAll
    static void start() throws Exception {
        server = ClickHouseProcess.start(ClickHouseProcess.Options.of(data, "it", "secret"));
        http = new RawHttp(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void table() throws Exception {
        http.sql("CREATE OR REPLACE TABLE f (id UInt64, s String) ENGINE = MergeTree ORDER BY id");
    }

    @ParameterizedTest
    @CsvSource({
        "RowBinary,false",
        "RowBinary,true",
        "RowBinaryWithNames,false",
        "RowBinaryWithNamesAndTypes,true",
        "JSONEachRow,false",
        "TSV,false",
        "CSV,true",
        "Values,false",
        "Values,true"
    })
    void givenRowsWithBytesOfEveryValue_whenInserted_thenEveryRowArrivesAsItWas(String format, boolean sqlInUrl)
            throws Exception {
        byte[] rows = rows(format);
        String insert = "INSERT INTO f (id, s) FORMAT " + format;

        HttpResponse<byte[]> answer =
                sqlInUrl ? http.post("?query=" + RawHttp.encode(insert), rows) : http.post("", inBody(insert, rows));

        assertThat(answer.statusCode()).as(RawHttp.text(answer)).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-ClickHouse-Summary").orElseThrow())
                .contains("\"written_rows\":\"" + ROWS + "\"");
        assertArrived();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "lz4"})
    void givenEncodedBody_whenInserted_thenEveryRowArrives(String encoding) throws Exception {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (OutputStream out = switch (encoding) {
            case "gzip" -> new GZIPOutputStream(encoded);
            case "deflate" -> new DeflaterOutputStream(encoded);
            default -> new LZ4FrameOutputStream(encoded);
        }) {
            out.write(inBody("INSERT INTO f FORMAT RowBinary", rows("RowBinary")));
        }

        HttpResponse<byte[]> answer = http.post("", encoded.toByteArray(), "Content-Encoding", encoding);

        assertThat(answer.statusCode()).as(RawHttp.text(answer)).isEqualTo(200);
        assertArrived();
    }

    @Test
    void givenFormatInHeaderOnly_whenInserted_thenTheBodyIsInThatFormat() throws Exception {
        HttpResponse<byte[]> answer = http.post(
                "?query=" + RawHttp.encode("INSERT INTO f"), rows("JSONEachRow"), "X-ClickHouse-Format", "JSONEachRow");

        assertThat(answer.statusCode()).as(RawHttp.text(answer)).isEqualTo(200);
        assertArrived();
    }

    @Test
    void givenBadRowInTheMiddle_whenInserted_thenItsErrorIsTold() throws Exception {
        byte[] rows = "{\"id\":1,\"s\":\"a\"}\n{\"id\":\"x\"}\n".getBytes(US_ASCII);

        HttpResponse<byte[]> answer = http.post("", inBody("INSERT INTO f FORMAT JSONEachRow", rows));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RawHttp.text(answer))
                .startsWith("Code: ")
                .contains("DB::Exception")
                .contains("CANNOT_PARSE");
        assertThat(http.sql("SELECT count() FROM f")).isEqualTo("0");
    }

    @Test
    void givenLargeBodyForNoTable_whenInserted_thenTheClientReadsTheError() throws Exception {
        HttpResponse<byte[]> answer = http.post("", inBody("INSERT INTO nope FORMAT RowBinary", rows("RowBinary")));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains("60");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void givenClientGoneInTheMiddle_whenInserting_thenNothingOfItIsKept(boolean chunked) throws Exception {
        byte[] half = inBody("INSERT INTO f FORMAT TSV", rows("TSV"));
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String head = "POST / HTTP/1.1\r\nHost: x\r\nX-ClickHouse-User: it\r\nX-ClickHouse-Key: secret\r\n"
                    + (chunked
                            ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(half.length) + "\r\n"
                            : "Content-Length: " + (half.length + 100) + "\r\n\r\n");
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            socket.getOutputStream().write(half);
            socket.getOutputStream().write(chunked ? "\r\n".getBytes(US_ASCII) : new byte[0]);
            socket.getOutputStream().flush();
            Awaitility.await().until(() -> inserting() > 0);
        }

        Awaitility.await().until(() -> inserting() == 0);
        assertThat(http.sql("SELECT count() FROM f")).isEqualTo("0");
    }

    private static long inserting() throws Exception {
        return Long.parseLong(http.sql("SELECT count() FROM system.processes WHERE query_kind = 'Insert'"));
    }

    private static void assertArrived() throws Exception {
        assertThat(http.sql("SELECT count(), uniqExact(id), max(id), countIf(s = concat('v', char(id % 256), 'w'))"
                        + " FROM f FORMAT TSV"))
                .isEqualTo(ROWS + "\t" + ROWS + "\t" + (ROWS - 1) + "\t" + ROWS);
    }

    private static byte[] inBody(String insert, byte[] rows) {
        byte[] head = (insert + "\n").getBytes(US_ASCII);
        return ByteBuffer.allocate(head.length + rows.length)
                .put(head)
                .put(rows)
                .array();
    }

    private static byte[] rows(String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (format.startsWith("RowBinaryWith")) {
            out.write(new byte[] {2, 2, 'i', 'd', 1, 's'});
        }
        if (format.endsWith("AndTypes")) {
            out.write(6);
            out.write("UInt64".getBytes(US_ASCII));
            out.write(6);
            out.write("String".getBytes(US_ASCII));
        }
        for (int id = 0; id < ROWS; id++) {
            int b = id % 256;
            if (format.startsWith("RowBinary")) {
                out.write(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(id)
                        .array());
                out.write(new byte[] {3, 'v', (byte) b, 'w'});
            } else {
                out.write(textRow(format, id, b).getBytes(ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }

    private static String textRow(String format, int id, int b) {
        char c = (char) b;
        return switch (format) {
            case "TSV" ->
                id + "\tv"
                        + switch (c) {
                            case '\t' -> "\\t";
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            case '\\' -> "\\\\";
                            default -> "" + c;
                        }
                        + "w\n";
            case "CSV" -> id + ",\"v" + (c == '"' ? "\"\"" : "" + c) + "w\"\n";
            case "JSONEachRow" ->
                "{\"id\":" + id + ",\"s\":\"v" + (b < 32 || c == '"' || c == '\\' ? "\\u%04x".formatted(b) : "" + c)
                        + "w\"}\n";
            case "Values" -> "(" + id + ",'v" + (c == '\'' || c == '\\' ? "\\" + c : "" + c) + "w'),";
            default -> throw new IllegalArgumentException(format);
        };
    }
}
