package io.postledger.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedMediaLinksTest {
    private static final Instant NOW = Instant.parse("2026-03-20T10:00:00Z");
    private static final Duration LIFETIME = Duration.ofHours(2);
    private static final String MEDIA = "media_01jqaaaaaaaaaaaaaaaaaaaaaa";
    private static final String HASH = "ab".repeat(32);

    @TempDir
    private Path temp;

    private Path key;

    @BeforeEach
    void aKey() throws IOException {
        key = key(1);
    }

    private Path key(int fill) throws IOException {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Files.writeString(temp.resolve("key" + fill), Base64.getEncoder().encodeToString(bytes));
    }

    private SignedMediaLinks at(Instant now) {
        return new SignedMediaLinks(key, LIFETIME, Clock.fixed(now, ZoneOffset.UTC));
    }

    private String token() {
        String path = at(NOW).path(MEDIA, HASH);
        assertThat(path).startsWith("/media/").endsWith("/" + MEDIA);
        return path.split("/")[2];
    }

    @Test
    void givenLink_whenOpenedInTime_thenItsBytes() {
        assertThat(at(NOW).sha256(MEDIA, token())).contains(HASH);
        assertThat(at(NOW.plus(LIFETIME)).sha256(MEDIA, token())).contains(HASH);
    }

    @Test
    void givenLink_whenOpenedTooLate_thenNothing() {
        assertThat(at(NOW.plus(LIFETIME).plusSeconds(1)).sha256(MEDIA, token())).isEmpty();
    }

    @Test
    void givenLink_whenAnyBitOfItIsAnother_thenNothing() {
        byte[] token = Base64.getUrlDecoder().decode(token());
        for (int i = 0; i < token.length; i++) {
            byte[] forged = token.clone();
            forged[i] ^= 1;
            assertThat(at(NOW).sha256(MEDIA, Base64.getUrlEncoder().encodeToString(forged)))
                    .as("byte " + i)
                    .isEmpty();
        }
    }

    @Test
    void givenLink_whenForAnotherMediaOrOfAnotherKeyOrNonsense_thenNothing() throws IOException {
        String token = token();
        assertThat(at(NOW).sha256("media_01jqbbbbbbbbbbbbbbbbbbbbbb", token)).isEmpty();
        assertThat(at(NOW).sha256(MEDIA, token.substring(4))).isEmpty();
        assertThat(at(NOW).sha256(MEDIA, "%%%")).isEmpty();
        assertThat(at(NOW).sha256(MEDIA, "")).isEmpty();
        key = key(2);
        assertThat(at(NOW).sha256(MEDIA, token)).isEmpty();
    }

    @Test
    void givenUnusableKeyFile_whenStarted_thenRefusedWithoutShowingIt() throws IOException {
        key = Files.writeString(temp.resolve("bad"), "c2VjcmV0");
        assertThatThrownBy(() -> at(NOW)).hasMessageContaining("32 bytes").hasMessageNotContaining("c2VjcmV0");
        Files.writeString(key, "not base 64!");
        assertThatThrownBy(() -> at(NOW)).hasMessageContaining("media-key-file").hasMessageNotContaining("not base");
    }
}
