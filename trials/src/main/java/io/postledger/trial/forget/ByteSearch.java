package io.postledger.trial.forget;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for words in every byte of files, whatever their format: in every form of {@link Hidden}, also where they are {@link Packed}. */
final class ByteSearch {
    /** Of a file that is looked at together; a packed piece that goes on after two of them is looked at up to there. */
    private static final int PIECE = 1 << 21;
    /** What is packed in what is packed in what is packed is not looked for. */
    private static final int DEEPEST = 2;

    /** One form of a word. */
    private record Form(String word, String name, byte[] bytes) {}

    /** By their first two bytes. */
    private final Map<Integer, List<Form>> forms = new HashMap<>();

    private final boolean[] begins = new boolean[1 << 16];

    ByteSearch(Collection<String> words) {
        Set<ByteBuffer> known = new HashSet<>();
        for (String word : words) {
            for (Map.Entry<String, byte[]> form : Hidden.forms(word).entrySet()) {
                byte[] bytes = form.getValue();
                if (known.add(ByteBuffer.wrap(bytes))) {
                    int first = first(bytes, 0);
                    begins[first] = true;
                    forms.computeIfAbsent(first, any -> new ArrayList<>()).add(new Form(word, form.getKey(), bytes));
                }
            }
        }
    }

    private static int first(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    /** Where a word is, and in which form. */
    record Found(String word, Path file, String form) {}

    /** Each word that a file below the folder has, once a file. Files that vanish meanwhile have none. */
    List<Found> below(Path folder) throws IOException {
        return below(folder, file -> true);
    }

    /** @param which files are looked at */
    List<Found> below(Path folder, Predicate<Path> which) throws IOException {
        List<Found> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(Files::isRegularFile).filter(which).sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    words(in).forEach((word, form) -> found.add(new Found(word, folder.relativize(file), form)));
                } catch (NoSuchFileException gone) {
                    // It was there a moment ago.
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }

    /** The words that these bytes have, with a form of each. */
    Map<String, String> words(byte[] bytes) {
        Map<String, String> found = new LinkedHashMap<>();
        look(bytes, bytes.length, bytes.length, "", 0, found);
        return found;
    }

    private Map<String, String> words(InputStream in) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        // The second half is there so that what begins in the first has its end.
        byte[] window = new byte[2 * PIECE];
        int end = in.readNBytes(window, 0, window.length);
        while (end > PIECE) {
            look(window, PIECE, end, "", 0, found);
            System.arraycopy(window, PIECE, window, 0, end - PIECE);
            end += in.readNBytes(window, end - PIECE, PIECE) - PIECE;
        }
        look(window, end, end, "", 0, found);
        return found;
    }

    /** @param end of what a word may begin in, {@code all} of what it may go on in */
    private void look(byte[] bytes, int end, int all, String packed, int depth, Map<String, String> found) {
        for (int at = 0; at < Math.min(end, all - 1); at++) {
            if (begins[first(bytes, at)]) {
                for (Form form : forms.get(first(bytes, at))) {
                    if (matches(bytes, at, all, form.bytes)) {
                        found.putIfAbsent(form.word, form.name + packed);
                    }
                }
            }
            if (depth < DEEPEST) {
                byte[] plain = Packed.at(bytes, at, all);
                if (plain.length > 1) {
                    look(plain, plain.length, plain.length, packed + ", packed", depth + 1, found);
                }
            }
        }
    }

    private static boolean matches(byte[] bytes, int at, int all, byte[] word) {
        return at + word.length <= all && Arrays.equals(bytes, at, at + word.length, word, 0, word.length);
    }
}
