package io.postledger.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCipherTest {
    @TempDir
    Path folder;

    private TokenCipher cipher;

    @BeforeEach
    void aKey() throws IOException {
        cipher = new TokenCipher(keyFile("a", new SecureRandom().generateSeed(32)));
    }

    private Path keyFile(String name, byte[] key) throws IOException {
        return Files.writeString(folder.resolve(name), Base64.getEncoder().encodeToString(key));
    }

    @Test
    void givenCiphertext_whenDecrypted_thenTheSame() {
        assertThat(cipher.decrypt(cipher.encrypt("t0ken", "row 1"), "row 1")).isEqualTo("t0ken");
    }

    @Test
    void givenCiphertext_thenPlaintextIsNotInIt() {
        assertThat(new String(cipher.encrypt("t0ken", "row 1"), StandardCharsets.ISO_8859_1))
                .doesNotContain("t0ken");
    }

    @Test
    void givenOneTokenTwice_thenTwoCiphertexts() {
        assertThat(cipher.encrypt("t0ken", "row 1")).isNotEqualTo(cipher.encrypt("t0ken", "row 1"));
    }

    @Test
    void givenCiphertextOfAnotherRow_whenDecrypted_thenRefused() {
        byte[] ciphertext = cipher.encrypt("t0ken", "row 1");
        assertThatThrownBy(() -> cipher.decrypt(ciphertext, "row 2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givenAlteredCiphertext_whenDecrypted_thenRefused() {
        byte[] ciphertext = cipher.encrypt("t0ken", "row 1");
        ciphertext[ciphertext.length - 1] ^= 1;
        assertThatThrownBy(() -> cipher.decrypt(ciphertext, "row 1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givenAnotherKey_whenDecrypted_thenRefused() throws IOException {
        byte[] ciphertext = cipher.encrypt("t0ken", "row 1");
        TokenCipher other = new TokenCipher(keyFile("b", new SecureRandom().generateSeed(32)));
        assertThatThrownBy(() -> other.decrypt(ciphertext, "row 1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givenShortKey_whenRead_thenSaysSo() throws IOException {
        Path file = keyFile("short", new byte[16]);
        assertThatThrownBy(() -> new TokenCipher(file)).hasMessageContaining("16 bytes");
    }
}
