package io.postledger.ledger.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.postledger.ledger.BundleText;
import io.postledger.ledger.HeadSigner;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorsIT {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final HeadSigner first = HeadSigner.make("inst_1", NOW, null);
    private final HeadSigner second = HeadSigner.make("inst_1", NOW, first);
    private final List<LedgerKey> keys = List.of(first.key(), second.key());
    private final TreeHead small = first.head(9, new byte[32], 9, NOW);
    private final TreeHead large = second.head(10, new byte[32], 12, NOW);

    @TempDir
    Path folder;

    private static List<String> lines(Trust trust) {
        List<String> lines = new ArrayList<>();
        trust.keys().forEach(key -> lines.add(BundleText.write(key)));
        trust.heads().forEach(head -> lines.add(BundleText.write(head)));
        return lines;
    }

    @Test
    void givenFile_whenHeadsAreKeptAcrossRestarts_thenEachKeyOnceAndEveryHead() throws IOException {
        Path file = folder.resolve("anchors").resolve("ledger.ndjson");
        assertThat(new FileAnchor(file).read()).isEqualTo(Trust.NONE);
        new FileAnchor(file).keep(List.of(first.key()), small);
        new FileAnchor(file).keep(keys, large);

        assertThat(lines(new FileAnchor(file).read())).isEqualTo(lines(new Trust(keys, List.of(small, large))));
        assertThat(Files.readAllLines(file)).hasSize(4);
    }

    @Test
    void givenBucket_whenHeadsAreKept_thenReadBackFromOldToNew() throws Exception {
        Files.createDirectories(folder.resolve("anchors"));
        S3Proxy store = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret")
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .build();
        store.start();
        System.setProperty("aws.accessKeyId", "key");
        System.setProperty("aws.secretAccessKey", "secret");
        try (BucketAnchor anchor = new BucketAnchor(
                URI.create("s3://anchors/of/mine"), URI.create("http://127.0.0.1:" + store.getPort()))) {
            assertThat(anchor.read().heads()).isEmpty();
            anchor.keep(keys, large);
            anchor.keep(List.of(first.key()), small);
            assertThat(anchor.read().heads().stream().map(TreeHead::size)).containsExactly(9L, 10L);
            assertThat(folder.resolve("anchors/of/mine/head-0000000000000000010.ndjson"))
                    .exists();
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
            store.stop();
        }
    }

    @Test
    void givenWebhook_whenAHeadIsKept_thenItsLinesAreSentAndARefusalIsNoticed() throws Exception {
        List<String> came = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            came.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(came.size() == 1 ? 204 : 500, -1);
            exchange.close();
        });
        server.start();
        try {
            WebhookAnchor anchor = new WebhookAnchor(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/secret-path"));
            anchor.keep(keys, large);
            assertThat(came.get(0).lines()).containsExactlyElementsOf(lines(new Trust(keys, List.of(large))));
            assertThat(anchor.place()).doesNotContain("secret");
            assertThatThrownBy(() -> anchor.keep(keys, large)).isInstanceOf(IOException.class);
        } finally {
            server.stop(0);
        }
    }
}
