package io.postledger.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaId;
import io.postledger.embedded.testing.PostgresDatabase;
import io.postledger.embedded.testing.SampleMedia;
import io.postledger.embedded.testing.TestStores;
import io.postledger.privacy.MasterKeys;
import io.postledger.privacy.PostgresSubjectKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class PostgresMediaVaultIT {
    private static final String WORKSPACE = "ws_01jqaaaaaaaaaaaaaaaaaaaaaa";
    private static final MediaId MEDIA = new MediaId("media_01jqaaaaaaaaaaaaaaaaaaaaaa");
    /** Three whole pieces and a bit, with the index at its end. */
    private static final byte[] VIDEO = SampleMedia.video(1080, 1920, Duration.ofSeconds(9), 3_500_000);

    private static final byte[] PICTURE = SampleMedia.picture("png", 40, 30);

    private JdbcClient jdbc;
    private TransactionTemplate transaction;

    @TempDir
    private Path folder;

    private PostgresSubjectKeys keys;
    private PostgresMediaVault vault;
    private Instant now = Instant.parse("2026-03-20T10:00:00Z");

    @BeforeEach
    void anEmptyVault() throws IOException {
        Path keyFile =
                Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
        PostgresDatabase postgres = TestStores.newPostgresDatabase();
        DriverManagerDataSource source =
                new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Flyway.configure().dataSource(source).load().migrate();
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        keys = new PostgresSubjectKeys(source, () -> new MasterKeys(keyFile));
        vault = new PostgresMediaVault(jdbc, transaction, keys, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("Always UTC");
            }
        });
    }

    private MediaFacts stored(byte[] file) throws IOException {
        return vault.store(vault.begin(WORKSPACE, MEDIA), new ByteArrayInputStream(file));
    }

    private long rows(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private void assertNothingIsLeft() {
        assertThat(rows("media_upload")).isZero();
        assertThat(rows("media_chunk")).isZero();
    }

    @Test
    void givenVideo_whenStored_thenItsFactsAndEveryByteFromAnyOffset() throws Exception {
        MediaFacts facts = stored(VIDEO);

        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(VIDEO));
        assertThat(facts).isEqualTo(new MediaFacts("video/mp4", VIDEO.length, sha256, 1080, 1920, 9_000L));
        assertThat(vault.find(MEDIA.value(), sha256)).contains(facts);
        assertThat(rows("media_chunk")).isEqualTo(4);
        for (int offset : new int[] {0, 1, 1 << 20, (1 << 20) + 7, VIDEO.length - 1, VIDEO.length}) {
            try (InputStream bytes = vault.open(MEDIA.value(), sha256, offset)) {
                assertThat(bytes.readAllBytes()).isEqualTo(Arrays.copyOfRange(VIDEO, offset, VIDEO.length));
            }
        }
    }

    @Test
    void givenStored_thenNoPieceIsReadable_andNoneOnceTheKeyIsDestroyed() throws Exception {
        MediaFacts facts = stored(VIDEO);
        byte[] first = jdbc.sql("SELECT data FROM media_chunk WHERE number = 0")
                .query((row, number) -> row.getBytes(1))
                .single();
        assertThat(new String(first, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(VIDEO, 0, 12, StandardCharsets.ISO_8859_1));
        keys.destroy(WORKSPACE, now);
        try (InputStream bytes = vault.open(MEDIA.value(), facts.sha256(), 0)) {
            assertThatThrownBy(bytes::readAllBytes).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> stored(VIDEO)).isInstanceOf(RejectedException.class);
        assertThat(vault.erase(WORKSPACE)).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void givenPiecesFromBeforeTheyWereEncrypted_whenRead_thenAsTheyAre() throws Exception {
        MediaFacts facts = stored(PICTURE);
        jdbc.sql("UPDATE media_chunk SET data = ?, sealed = FALSE")
                .param(PICTURE)
                .update();
        try (InputStream bytes = vault.open(MEDIA.value(), facts.sha256(), 0)) {
            assertThat(bytes.readAllBytes()).isEqualTo(PICTURE);
        }
    }

    @Test
    void givenFileOfWholePieces_whenStored_thenNoEmptyOne() throws Exception {
        byte[] frame = SampleMedia.video(64, 64, Duration.ofSeconds(1), 0);
        byte[] file = SampleMedia.video(64, 64, Duration.ofSeconds(1), 2 * PostgresMediaVault.PIECE - frame.length);

        assertThat(stored(file).bytes()).isEqualTo(2L * PostgresMediaVault.PIECE);
        assertThat(rows("media_chunk")).isEqualTo(2);
    }

    @Test
    void givenOtherHash_whenAskedFor_thenNothing() throws IOException {
        stored(VIDEO);
        assertThat(vault.find(MEDIA.value(), "00".repeat(32))).isEmpty();
        assertThatThrownBy(() -> vault.open(MEDIA.value(), "00".repeat(32), 0)).isInstanceOf(IOException.class);
    }

    @Test
    void givenStreamThatBreaks_whenStored_thenNothingIsLeft() {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(VIDEO), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut off");
            }
        });
        String upload = vault.begin(WORKSPACE, MEDIA);

        assertThatThrownBy(() -> vault.store(upload, broken)).hasMessage("cut off");

        assertNothingIsLeft();
    }

    @Test
    void givenUnknownType_whenStored_thenRefusedBeforeTheSecondPieceAndNothingIsLeft() {
        String upload = vault.begin(WORKSPACE, MEDIA);
        InputStream text = new SequenceInputStream(new ByteArrayInputStream(new byte[1 << 20]), new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("More was read than the type needs");
            }
        });

        assertThatThrownBy(() -> vault.store(upload, text))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(RejectionCode.MEDIA_TYPE_NOT_ACCEPTED));

        assertNothingIsLeft();
    }

    @Test
    void givenUpload_whenClaimed_thenOnlyWholeAndInItsWorkspaceAndUnderItsId() throws IOException {
        String upload = vault.begin(WORKSPACE, MEDIA);
        assertThat(vault.claim(WORKSPACE, MEDIA, upload)).as("not whole").isEmpty();
        MediaFacts facts = vault.store(upload, new ByteArrayInputStream(VIDEO));

        assertThat(vault.claim(WORKSPACE, MEDIA, upload)).contains(facts);
        assertThat(vault.claim("ws_01jqbbbbbbbbbbbbbbbbbbbbbb", MEDIA, upload)).isEmpty();
        assertThat(vault.claim(WORKSPACE, new MediaId("media_01jqbbbbbbbbbbbbbbbbbbbbbb"), upload))
                .isEmpty();
    }

    @Test
    void givenUploads_whenTidied_thenOnlyWhatTheLogSpeaksOfIsKeptAndOnce() throws IOException {
        MediaFacts known = stored(VIDEO);
        stored(VIDEO);
        stored(SampleMedia.picture("png", 8, 8));
        vault.begin(WORKSPACE, MEDIA);
        now = now.plusSeconds(3_600);
        String fresh = vault.begin(WORKSPACE, MEDIA);

        int givenUp = vault.tidy(now.minusSeconds(60), (media, sha256) -> sha256.equals(known.sha256()));
        assertThat(givenUp).isEqualTo(3);
        assertThat(rows("media_upload")).as("one kept, one fresh").isEqualTo(2);
        assertThat(rows("media_chunk")).isEqualTo(4);
        assertThat(vault.find(MEDIA.value(), known.sha256())).contains(known);

        vault.store(fresh, new ByteArrayInputStream(VIDEO));
        now = now.plusSeconds(3_600);
        assertThat(vault.tidy(now.minusSeconds(60), (media, sha256) -> true))
                .as("the same bytes are kept already")
                .isEqualTo(1);
        assertThat(vault.find(MEDIA.value(), known.sha256())).contains(known);
    }

    @Test
    void givenUploadThatACommandHolds_whenTidied_thenLeftAlone() throws IOException {
        String upload = vault.begin(WORKSPACE, MEDIA);
        vault.store(upload, new ByteArrayInputStream(VIDEO));
        now = now.plusSeconds(3_600);
        Instant later = now.plusSeconds(3_600);

        transaction.executeWithoutResult(status -> {
            vault.claim(WORKSPACE, MEDIA, upload);
            assertThat(inAnotherThread(later)).isZero();
        });

        assertThat(vault.tidy(now.minusSeconds(60), (media, sha256) -> false))
                .as("touched by the command")
                .isZero();
        assertThat(vault.tidy(later, (media, sha256) -> false)).isEqualTo(1);
        assertNothingIsLeft();
    }

    private int inAnotherThread(Instant untouchedSince) {
        return java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> vault.tidy(untouchedSince, (media, sha256) -> false))
                .join();
    }

    @Test
    void givenUploadGivenUpMeanwhile_whenItGoesOn_thenRefused() {
        String upload = vault.begin(WORKSPACE, MEDIA);
        InputStream slow = new SequenceInputStream(new ByteArrayInputStream(VIDEO), new InputStream() {
            @Override
            public int read() {
                vault.tidy(now.plusSeconds(1), (media, sha256) -> false);
                return -1;
            }
        });

        assertThatThrownBy(() -> vault.store(upload, slow))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(RejectionCode.MEDIA_NOT_FOUND));
        assertNothingIsLeft();
    }
}
