package io.postledger.web.user;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.web.WebSettings;
import io.postledger.web.problem.WebException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class SignUpDoorTest {
    @TempDir
    private Path temp;

    @Test
    void givenClosedWithoutAKey_whenAnyKeyIsShown_thenClosed() {
        SignUpDoor door = new SignUpDoor(closed(null));

        assertThatThrownBy(() -> door.pass("")).isInstanceOf(WebException.class);
        assertThatThrownBy(() -> door.pass(null)).isInstanceOf(WebException.class);
    }

    @Test
    void givenAKeyFileThatIsEmptyOrMissing_whenStarted_thenRefusedWithItsName() throws IOException {
        Path empty = Files.writeString(temp.resolve("empty.key"), "\n");

        assertThatThrownBy(() -> new SignUpDoor(closed(empty)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("empty.key");
        assertThatThrownBy(() -> new SignUpDoor(closed(temp.resolve("none.key"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none.key");
    }

    private static WebSettings closed(Path keyFile) {
        return new WebSettings(
                WebSettings.SignUp.CLOSED,
                keyFile,
                null,
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(30));
    }
}
