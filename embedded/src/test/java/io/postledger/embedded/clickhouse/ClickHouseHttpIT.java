package io.postledger.embedded.clickhouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.internal.ClickHouseLZ4InputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickHouseHttpIT {

    /** Several chunks of the engine, which are documents of their own. */
    private static final String LARGE = "SELECT number, 'abc' AS s FROM numbers(300000) ORDER BY number";

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TSV",
                "CSV",
                "JSONEachRow",
                "JSONCompactEachRow",
                "RowBinary",
                "RowBinaryWithNamesAndTypes",
                "TSVWithNames",
                "CSVWithNames",
                "Native"
            })
    void givenLargeResult_whenSentWhileItIsComputed_thenItIsTheSameBytesAsComputedFirst(String format)
            throws Exception {
        HttpResponse<byte[]> asItComes = http.post("?default_format=" + format, LARGE.getBytes(UTF_8));
        HttpResponse<byte[]> whole = http.post("?wait_end_of_query=1&default_format=" + format, LARGE.getBytes(UTF_8));

        assertThat(asItComes.headers().firstValue("X-ClickHouse-Format")).contains(format);
        assertThat(asItComes.body()).hasSizeGreaterThan(1_000_000).isEqualTo(whole.body());
    }

    @Test
    void givenFailureAfterTheFirstChunks_whenRead_thenTheResponseIsBrokenAndNotShort() {
        String late = "SELECT throwIf(number = 900000, 'late') FROM numbers(1000000) SETTINGS max_threads = 1";

        assertThatThrownBy(() -> http.post("", late.getBytes(UTF_8))).isInstanceOf(IOException.class);
    }

    @Test
    void givenFailedQuery_whenTheNextOneRuns_thenNothingOfTheFirstIsInItsAnswer() throws Exception {
        HttpResponse<byte[]> failed = http.post(
                "?wait_end_of_query=1", "SELECT throwIf(number = 100000) FROM numbers(200000)".getBytes(UTF_8));

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.headers().firstValue("X-ClickHouse-Exception-Code")).contains("395");
        assertThat(http.sql("SELECT 1")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"lz4", "gzip", "deflate"})
    void givenAcceptedEncoding_whenCompressionIsOn_thenTheBodyIsInIt(String encoding) throws Exception {
        HttpResponse<byte[]> answer =
                http.post("?enable_http_compression=1", LARGE.getBytes(UTF_8), "Accept-Encoding", encoding);

        assertThat(answer.headers().firstValue("Content-Encoding")).contains(encoding);
        InputStream in = new ByteArrayInputStream(answer.body());
        byte[] decoded = (switch (encoding) {
                    case "lz4" -> new LZ4FrameInputStream(in);
                    case "gzip" -> new GZIPInputStream(in);
                    default -> new InflaterInputStream(in);
                })
                .readAllBytes();
        assertThat(decoded)
                .hasSizeGreaterThan(answer.body().length)
                .isEqualTo(http.post("", LARGE.getBytes(UTF_8)).body());
    }

    @ParameterizedTest
    @CsvSource({"SELECT 1,1", "SELECT * FROM nope,Code: 60."})
    void givenCompressedBlocksAskedFor_whenAnswered_thenResultAndErrorAreInBlocks(String sql, String start)
            throws Exception {
        HttpResponse<byte[]> answer = http.post("?compress=1", sql.getBytes(UTF_8));

        InputStream blocks = new ClickHouseLZ4InputStream(
                new ByteArrayInputStream(answer.body()),
                LZ4Factory.safeInstance().fastDecompressor(),
                8192);
        assertThat(new String(blocks.readAllBytes(), UTF_8)).startsWith(start);
    }

    @ParameterizedTest
    @CsvSource({"?decompress=1,", "?,gzip", "?,lz4"})
    void givenBodyThatIsNotCompressed_whenSaidToBe_thenRefused(String query, String encoding) throws Exception {
        byte[] plain = "SELECT 1, 'and some more so that there is a header'".getBytes(UTF_8);

        HttpResponse<byte[]> answer =
                encoding == null ? http.post(query, plain) : http.post(query, plain, "Content-Encoding", encoding);

        assertThat(RawHttp.text(answer)).contains("CANNOT_DECOMPRESS");
    }

    @Test
    void givenDatabaseSettingsAndParameters_whenSentInUrlOrHeader_thenTheyHoldForThatRequestOnly() throws Exception {
        http.sql("CREATE DATABASE IF NOT EXISTS d2");
        byte[] sql = "SELECT currentDatabase(), getSetting('max_threads'), {x:String}".getBytes(UTF_8);

        assertThat(RawHttp.text(http.post("?database=d2&max_threads=7&param_x=a%5C%27b%3B", sql)))
                .isEqualTo("d2\t7\ta\\'b;\n");
        assertThat(RawHttp.text(http.post("?param_x=1", sql, "X-ClickHouse-Database", "d2")))
                .startsWith("d2\t");
        assertThat(http.sql("SELECT currentDatabase(), getSetting('max_threads') = 7"))
                .isEqualTo("postledger\t0");
    }

    @ParameterizedTest
    @CsvSource({
        "?no_such_setting=1,SELECT 1,115,404",
        "?max_threads%3D1%2Cx=1,SELECT 1,115,404",
        "?database=none,SELECT 1,81,404",
        "?,SELECT 1; SELECT 2,62,400",
        "?,SELEC 1,62,400",
        "?,SELECT 1 INTO OUTFILE '/tmp/x',48,501",
        "?session_id=1,SELECT 1,48,501"
    })
    void givenMistake_whenSent_thenClickHousesCodeAndStatus(String query, String sql, int code, int status)
            throws Exception {
        HttpResponse<byte[]> answer = http.post(query, sql.getBytes(UTF_8));

        assertThat(answer.statusCode()).as(RawHttp.text(answer)).isEqualTo(status);
        assertThat(answer.headers().firstValueAsLong("X-ClickHouse-Exception-Code"))
                .hasValue(code);
        assertThat(RawHttp.text(answer)).startsWith("Code: " + code + ". DB::Exception: ");
    }

    @Test
    void givenGet_whenItWouldChangeSomething_thenRefused() throws Exception {
        assertThat(RawHttp.text(http.get("?query=SELECT+1"))).isEqualTo("1\n");
        assertThat(RawHttp.text(http.get("?query=CREATE+DATABASE+d3"))).contains("READONLY");
        assertThat(RawHttp.text(http.get("ping"))).isEqualTo("Ok.\n");
        assertThat(RawHttp.text(http.get(""))).isEqualTo("Ok.\n");
    }

    @Test
    void givenQueryThatNeedsTooMuchMemory_whenRun_thenItIsRefusedAndTheServerGoesOn() throws Exception {
        HttpResponse<byte[]> answer = http.post(
                "?max_bytes_before_external_group_by=0&max_bytes_ratio_before_external_group_by=0",
                "SELECT length(groupArray(randomString(1000))) FROM numbers(2000000)".getBytes(UTF_8));

        assertThat(answer.headers().firstValueAsLong("X-ClickHouse-Exception-Code"))
                .hasValue(241);
        assertThat(http.sql("SELECT 1")).isEqualTo("1");
    }
}
