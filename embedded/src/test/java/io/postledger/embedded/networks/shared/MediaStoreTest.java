package io.postledger.embedded.networks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.postledger.embedded.networks.Conditions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaStoreTest {

    /** Of "abc", FIPS 180-2, appendix B.1. */
    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final Processing AT_ONCE = new Processing(Duration.ZERO, null);

    @TempDir
    private Path folder;

    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        site = new TestSite(folder);
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    @Test
    void givenHalfAnUpload_whenOpenedAgain_thenItGoesOnAndNothingIsLeftBehind() throws IOException {
        String id = begin(3);
        site.media.part(id, 0, bytes("x"));
        site.media.part(id, 0, bytes("a"));
        site.close();
        site = new TestSite(folder);

        assertThat(site.media.find(id).orElseThrow().receivedBytes()).isEqualTo(1);
        site.media.part(id, 1, bytes("bc"));
        Media done = site.media.finish(id, AT_ONCE);

        assertThat(done.fileOrNull()).isEqualTo(new MediaFile(id, "image/png", 3, SHA256_OF_ABC));
        assertThat(done.state(site.now())).isEqualTo(Media.State.READY);
        try (Stream<Path> left = Files.walk(folder.resolve("uploads"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void givenSlowProcessingThatFails_whenTimePasses_thenItsStatesFollow() throws IOException {
        String id = begin(3);
        Conditions slow = new Conditions(Duration.ZERO, Duration.ofSeconds(10), true);
        assertThat(site.media.find(id).orElseThrow().state(site.now())).isEqualTo(Media.State.UPLOADING);

        Media done = site.media.whole(id, bytes("abc"), Processing.of(Duration.ofSeconds(5), "no", slow));

        assertThat(done.state(site.now().plusSeconds(14))).isEqualTo(Media.State.PROCESSING);
        assertThat(done.state(site.now().plusSeconds(15))).isEqualTo(Media.State.FAILED);
        assertThat(done.failureOrNull()).isEqualTo("no");
    }

    @Test
    void givenAddresses_whenFetched_thenOnlyThisMachinesFilesOfABearableSizeArrive() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/file", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "image/png; q=1");
            exchange.sendResponseHeaders(200, 3);
            exchange.getResponseBody().write("abc".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            Media fetched = site.media.fetched(begin(0), Fetcher.fetch(base + "/file", 3), AT_ONCE);
            assertThat(fetched.fileOrNull().sha256()).isEqualTo(SHA256_OF_ABC);
            assertThat(fetched.contentType()).isEqualTo("image/png");
            assertThat(Fetcher.fetch(base + "/file", 2).failureOrNull()).isEqualTo("too large");
            assertThat(Fetcher.fetch(base + "/none", 3).failureOrNull()).isEqualTo("HTTP 404");
        } finally {
            server.stop(0);
        }
        assertThat(Fetcher.fetch(base + "/file", 3).failureOrNull()).isEqualTo("ConnectException");
        for (String elsewhere : new String[] {"http://example.com/a", "file:///etc/hostname", "no address"}) {
            Media failed = site.media.fetched(begin(0), Fetcher.fetch(elsewhere, 3), AT_ONCE);
            assertThat(failed.state(site.now())).as(elsewhere).isEqualTo(Media.State.FAILED);
        }
    }

    private String begin(long declared) {
        return site.media
                .begin(site.account.id(), "image/png", declared, Map.of())
                .id();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
