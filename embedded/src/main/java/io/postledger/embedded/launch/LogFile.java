package io.postledger.embedded.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/** The children's logs: a new one a run, with the ones of the last runs beside it. */
final class LogFile {

    private static final int KEPT = 3;
    private static final int TAIL_BYTES = 256 << 10;
    private static final int LONGEST_SENTENCE = 400;

    private LogFile() {}

    /** NAME.log becomes NAME.log.1, that NAME.log.2, and so on; the oldest goes. */
    static void rotate(Path log) throws IOException {
        for (int age = KEPT; age >= 1; age--) {
            Path younger = age == 1 ? log : aged(log, age - 1);
            if (Files.exists(younger)) {
                Files.move(younger, aged(log, age), StandardCopyOption.REPLACE_EXISTING);
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
