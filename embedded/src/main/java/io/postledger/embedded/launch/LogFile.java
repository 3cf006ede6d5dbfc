package io.postledger.embedded.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** The children's logs: a new one a run and whenever one grows large, with the last ones beside it. */
final class LogFile {

    /** In bytes. With what is kept of it, a child's log takes at most four times this, and what it writes in a moment. */
    static final long LIMIT = 16 << 20;

    private static final int KEPT = 3;
    private static final int TAIL_BYTES = 256 << 10;
    private static final int LONGEST_SENTENCE = 400;

    private LogFile() {}

    /** NAME.log becomes NAME.log.1, that NAME.log.2, and so on; the oldest goes. */
    static void rotate(Path log) throws IOException {
        age(log, KEPT, 1);
    }

    private static void age(Path log, int oldest, int youngest) throws IOException {
        for (int age = oldest; age >= youngest; age--) {
            Path younger = age == 1 ? log : aged(log, age - 1);
            if (Files.exists(younger)) {
                Files.move(younger, aged(log, age), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * Begins the log anew once it is over the limit. The child has the file open and writes at its end, so it stays, is
     * copied and emptied; what is written between the two is lost, some lines at worst.
     */
    static void bound(Path log, long limit) throws IOException {
        if (!Files.exists(log) || Files.size(log) <= limit) {
            return;
        }
        Path copy = aged(log, 1);
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try {
                age(log, KEPT, 2);
                copy(file, copy);
            } catch (IOException noRoom) {
                // A full disk is when the log must not grow: it is emptied all the same.
                Files.deleteIfExists(copy);
            }
            file.truncate(0);
        }
    }

    private static void copy(FileChannel from, Path to) throws IOException {
        try (FileChannel copy = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long done = 0;
            for (long moved = 1; moved > 0 && done < 2 * LIMIT; done += moved) {
                moved = from.transferTo(done, LIMIT, copy);
            }
        }
    }

    private static Path aged(Path log, int age) {
        return log.resolveSibling(log.getFileName() + "." + age);
    }

    /** The line that most likely says why a process ended; empty when there is none. */
    static String lastWords(Path log) {
        List<String> lines;
        try {
            lines = tail(log);
        } catch (IOException noLog) {
            return "";
        }
        String best = springsDescription(lines);
        for (int i = lines.size() - 1; best.isEmpty() && i >= 0; i--) {
            best = saysWhy(lines.get(i)) ? lines.get(i).strip() : "";
        }
        for (int i = lines.size() - 1; best.isEmpty() && i >= 0; i--) {
            String line = lines.get(i).strip();
            best = line.startsWith("at ") || line.startsWith("...") ? "" : line;
        }
        return best.length() > LONGEST_SENTENCE ? best.substring(0, LONGEST_SENTENCE) + "…" : best;
    }

    /** Spring Boot's own analysis of a failed start, when it has one. */
    private static String springsDescription(List<String> lines) {
        int failed = lines.lastIndexOf("APPLICATION FAILED TO START");
        int description = failed < 0 ? -1 : lines.subList(failed, lines.size()).indexOf("Description:");
        if (description < 0) {
            return "";
        }
        return lines.subList(failed + description + 1, lines.size()).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static boolean saysWhy(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return line.startsWith("Caused by: ")
                || line.contains(" ERROR ")
                || line.contains(" FATAL ")
                || line.contains("FATAL:")
                || lower.startsWith("error")
                || line.startsWith("Exception in thread");
    }

    private static List<String> tail(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            int length = (int) Math.min(file.length(), TAIL_BYTES);
            byte[] bytes = new byte[length];
            file.seek(file.length() - length);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
