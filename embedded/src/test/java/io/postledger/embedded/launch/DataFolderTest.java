package io.postledger.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path temp;

    @Test
    void givenNothing_whenOpened_thenMadeWithItsFormatAndForTheOwnerOnly() throws Exception {
        Path folder = temp.resolve("deep/data");

        try (DataFolder data = DataFolder.open(folder)) {
            assertThat(folder.resolve("format")).hasContent("1\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.root())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.secrets())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void givenOpen_whenOpenedAgain_thenRefusedUntilClosed() throws Exception {
        DataFolder first = DataFolder.open(temp);

        assertThatThrownBy(() -> DataFolder.open(temp))
                .isInstanceOf(LaunchFailure.class)
                .hasMessage("Another Postledger already runs on " + temp + ".");

        first.close();
        DataFolder.open(temp).close();
    }

    @Test
    void givenANewerFormat_whenOpened_thenRefusedAndUntouched() throws IOException {
        Files.writeString(temp.resolve("format"), "2\n");

        assertThatThrownBy(() -> DataFolder.open(temp))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("newer Postledger (format 2, this one knows 1)");
        assertThat(temp.resolve("run")).doesNotExist();
    }

    @Test
    void givenSomebodyElsesFiles_whenOpened_thenRefusedAndUntouched() throws IOException {
        Files.writeString(temp.resolve("thesis.txt"), "…");

        assertThatThrownBy(() -> DataFolder.open(temp))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("not Postledger's");
        assertThat(temp.resolve("format")).doesNotExist();
    }

    @Test
    void givenAFileInTheWay_whenOpened_thenOneSentence() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageStartingWith("The data folder ")
                .hasMessageContaining("cannot be read and written")
                .hasMessageNotContaining("\n");
    }
}
