package io.postledger.embedded.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class JournalTest {

    private Path file;

    @BeforeEach
    void file(@TempDir Path folder) {
        file = folder.resolve("new").resolve("journal.ndjson");
    }

    @Test
    void givenLines_whenReopened_thenTheyAreReplayedInOrder() throws IOException {
        write(1, 2);
        write(3);

        assertThat(read()).containsExactly(1, 2, 3);
    }

    @Test
    void givenLastLineCutShort_whenReopened_thenItIsDroppedAndTheNextStandsOnItsOwn() throws IOException {
        write(1);
        Files.writeString(file, "{\"n\":2", StandardOpenOption.APPEND);
        write(3);

        assertThat(read()).containsExactly(1, 3);
    }

    @Test
    void givenUnreadableLineInTheMiddle_whenReopened_thenRefused() throws IOException {
        write(1);
        Files.writeString(file, "garbage\n", StandardOpenOption.APPEND);

        assertThatIOException().isThrownBy(this::read).withMessageContaining("unreadable line");
    }

    @Test
    void givenOpenJournal_whenOpenedAgain_thenRefused() throws IOException {
        try (Journal open = Journal.open(file, event -> {})) {
            open.append(Json.object().put("n", 1));
            assertThatIOException().isThrownBy(this::read).withMessageContaining("another process");
        }
    }

    private void write(int... numbers) throws IOException {
        try (Journal journal = Journal.open(file, event -> {})) {
            for (int n : numbers) {
                journal.append(Json.object().put("n", n));
            }
        }
    }

    private List<Integer> read() throws IOException {
        List<ObjectNode> events = new ArrayList<>();
        Journal.open(file, events::add).close();
        return events.stream().map(event -> event.get("n").intValue()).toList();
    }
}
