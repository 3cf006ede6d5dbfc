package io.postledger.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path temp;

    @Test
    void givenTheFirstStart_whenMade_thenEachIs32RandomBytesForTheOwnerOnly() throws Exception {
        try (DataFolder data = DataFolder.open(temp)) {
            Secrets.of(data, true);

            List<Path> files = files(data);
            assertThat(files).hasSize(8);
            for (Path file : files) {
                assertThat(Base64.getDecoder().decode(Files.readString(file).strip()))
                        .hasSize(32);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
            assertThat(files.stream().map(SecretsTest::content).distinct()).hasSize(8);
        }
    }

    @Test
    void givenALaterStart_whenRead_thenTheSame() throws Exception {
        try (DataFolder data = DataFolder.open(temp)) {
            assertThat(Secrets.of(data, true)).isEqualTo(Secrets.of(data, false));
        }
    }

    @Test
    void givenALaterStart_whenOneIsMissing_thenRefusedAndNotMadeAnew() throws Exception {
        try (DataFolder data = DataFolder.open(temp)) {
            Path key = Secrets.of(data, true).tokenKeyFile();
            Files.delete(key);

            assertThatThrownBy(() -> Secrets.of(data, false))
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("token.key is missing");
            assertThat(key).doesNotExist();
        }
    }

    @Test
    void givenAnInstallationFromBeforeMedia_whenRead_thenTheKeyOfTheirLinksIsMade() throws Exception {
        try (DataFolder data = DataFolder.open(temp)) {
            Files.delete(Secrets.of(data, true).mediaKeyFile());

            assertThat(Secrets.of(data, false).mediaKeyFile()).exists();
        }
    }

    @Test
    void whenPrinted_thenNothingShows() throws Exception {
        try (DataFolder data = DataFolder.open(temp)) {
            Secrets secrets = Secrets.of(data, true);

            assertThat(secrets.toString()).doesNotContain(secrets.postgres());
        }
    }

    private static List<Path> files(DataFolder data) throws Exception {
        try (Stream<Path> files = Files.list(data.secrets())) {
            return files.toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
