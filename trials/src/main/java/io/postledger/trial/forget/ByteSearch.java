package io.postledger.trial.forget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks for words in every byte of files, whatever their format. */
final class ByteSearch {
    private static final int PIECE = 1 << 20;

    private final Map<String, byte[]> words = new TreeMap<>();
    private final int longest;

    ByteSearch(Collection<String> words) {
        words.forEach(word -> this.words.put(word, word.getBytes(StandardCharsets.UTF_8)));
        longest =
                this.words.values().stream().mapToInt(word -> word.length).max().orElse(0);
    }

    /** Where a word is. */
    record Found(String word, Path file) {
        @Override
        public String toString() {
            return word + " in " + file;
        }
    }

    /** Each word that a file below the folder has, once a file. Files that vanish meanwhile have none. */
    List<Found> below(Path folder) throws IOException {
        List<Found> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                words(file).forEach(word -> found.add(new Found(word, folder.relativize(file))));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }

    private List<String> words(Path file) throws IOException {
        Map<String, byte[]> missing = new TreeMap<>(words);
        List<String> found = new ArrayList<>();
        byte[] window = new byte[longest + PIECE];
        int kept = 0;
        try (var in = Files.newInputStream(file)) {
            int read;
            while ((read = in.readNBytes(window, kept, PIECE)) > 0) {
                int end = kept + read;
                missing.entrySet().removeIf(word -> {
                    boolean has = has(window, end, word.getValue());
                    if (has) {
                        found.add(word.getKey());
                    }
                    return has;
                });
                kept = Math.min(longest, end);
                System.arraycopy(window, end - kept, window, 0, kept);
            }
        } catch (NoSuchFileException gone) {
            return List.of();
        }
        return found;
    }

    private static boolean has(byte[] bytes, int end, byte[] word) {
        for (int i = 0; i <= end - word.length; i++) {
            if (bytes[i] == word[0] && matches(bytes, i, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] bytes, int at, byte[] word) {
        for (int i = 1; i < word.length; i++) {
            if (bytes[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
