package io.postledger.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortBookTest {

    @TempDir
    private Path temp;

    @Test
    void givenAChosenPort_whenAskedAgainLater_thenTheSame() throws IOException {
        int first = book().port("mongo", Set.of());

        assertThat(book().port("mongo", Set.of())).isEqualTo(first);
    }

    @Test
    void givenAStrangerOnThePort_whenAskedAgain_thenAnotherThatIsKept() throws IOException {
        int first = book().port("mongo", Set.of());
        int second;
        try (ServerSocket stranger = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(stranger.isBound()).isTrue();
            second = book().port("mongo", Set.of());
        }

        assertThat(second).isNotEqualTo(first);
        assertThat(book().port("mongo", Set.of())).isEqualTo(second);
    }

    @Test
    void givenThePortIsTheProducts_whenAskedAgain_thenAnother() throws IOException {
        int first = book().port("mongo", Set.of());

        assertThat(book().port("mongo", Set.of(first))).isNotEqualTo(first);
    }

    @Test
    void givenADamagedFile_whenAsked_thenChosenAnew() throws IOException {
        Files.writeString(temp.resolve("ports"), "mongo=abc\n");

        assertThat(book().port("mongo", Set.of())).isBetween(1024, 65_535);
    }

    private PortBook book() throws IOException {
        return new PortBook(temp.resolve("ports"));
    }
}
