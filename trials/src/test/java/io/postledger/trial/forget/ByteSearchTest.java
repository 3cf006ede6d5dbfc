package io.postledger.trial.forget;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteSearchTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    private void file(String name, int before, String text, int after) throws Exception {
        byte[] bytes = new byte[before + text.length() + after];
        Arrays.fill(bytes, (byte) 'c');
        System.arraycopy(text.getBytes(StandardCharsets.UTF_8), 0, bytes, before, text.length());
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), bytes);
    }

    @Test
    void givenWordAnywhere_evenAcrossWhatIsReadAtOnce_thenFound() throws Exception {
        file("a/first", 0, "canary", 10);
        file("a/last", 10, "canary", 0);
        file("a/none", 10, "canar", 10);
        for (int at = -7; at <= 1; at++) {
            file("b/across" + at, MEGABYTE + at, "canary", MEGABYTE);
        }
        file("b/second", 2 * MEGABYTE - 3, "canary", 5);

        List<ByteSearch.Found> found = new ByteSearch(List.of("canary", "ccc-no-such-word")).below(folder);

        assertThat(found).hasSize(2 + 9 + 1).allMatch(one -> one.word().equals("canary"));
        assertThat(found).noneMatch(one -> one.file().endsWith("none"));
    }
}
