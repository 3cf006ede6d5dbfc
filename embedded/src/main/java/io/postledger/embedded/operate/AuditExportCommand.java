package io.postledger.embedded.operate;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpHeaders;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./postledger audit export}: an evidence bundle as one file. Given again after whatever ended it, it goes on. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Takes an evidence bundle out of a running installation. Given again, it goes on.")
final class AuditExportCommand implements Callable<Integer> {
    @Mixin
    private WhichInstallation installation;

    @ArgGroup(exclusive = true)
    private Of of;

    @Option(names = "--into", required = true, paramLabel = "FILE", description = "The bundle.")
    private Path into;

    @Option(
            names = "--part-size",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Events asked for at a time (default: ${DEFAULT-VALUE}).")
    private int partSize;

    private final PrintStream out = System.out;

    /** What it is about; everything where nothing is said. */
    private static final class Of {
        @Option(names = "--post", paramLabel = "ID", description = "A post, and whatever names it.")
        private String post;

        @Option(names = "--account", paramLabel = "ID", description = "An account, and whatever names it.")
        private String account;

        @Option(names = "--workspace", paramLabel = "ID", description = "A workspace, and whatever names it.")
        private String workspace;

        @ArgGroup(exclusive = false)
        private Time time;
    }

    private static final class Time {
        @Option(names = "--from", paramLabel = "INSTANT", description = "Recorded then or later.")
        private String from;

        @Option(names = "--until", paramLabel = "INSTANT", description = "Recorded before then.")
        private String until;
    }

    /** How far a bundle that is under way has come; beside it until it is whole. */
    record Progress(Map<String, String> of, long bytes, long events, long head, long next) {}

    @Override
    public Integer call() throws OperatorException, InterruptedException {
        if (Files.exists(into)) {
            throw new OperatorException(into + " is there already; nothing was changed");
        }
        Path begun = into.resolveSibling(into.getFileName() + ".part");
        Path notes = into.resolveSibling(into.getFileName() + ".progress");
        OperatorApi api = installation.api();
        try {
            Progress progress = Files.exists(notes) ? read(notes) : null;
            do {
                progress = part(api, begun, progress);
                Files.write(notes, JsonMapper.shared().writeValueAsBytes(progress));
                out.println(progress.events() + " events, up to leaf "
                        + (progress.next() < 0 ? progress.head() - 1 : progress.next()) + " of " + progress.head());
            } while (progress.next() >= 0);
            Files.move(begun, into, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(notes);
        } catch (IOException e) {
            throw new OperatorException(into + " cannot be written: " + e.getMessage()
                    + ". Given again, the same command goes on where this ended.");
        }
        out.println("Complete: " + into + ". ./postledger audit verify " + into + " verifies it.");
        return 0;
    }

    private Progress read(Path notes) throws IOException, OperatorException {
        try {
            Progress progress = JsonMapper.shared().readValue(Files.readAllBytes(notes), Progress.class);
            if (progress.of().equals(selection())) {
                return progress;
            }
        } catch (JacksonException unreadable) {
            throw new OperatorException(notes + " is not what an export has written; nothing was changed");
        }
        throw new OperatorException(notes + " is of a bundle of something else; nothing was changed");
    }

    private Map<String, String> selection() {
        Map<String, String> selection = new TreeMap<>();
        if (of == null) {
            selection.put("kind", "EVERYTHING");
        } else if (of.time != null) {
            selection.put("kind", "TIME");
            if (of.time.from != null) {
                selection.put("from", of.time.from);
            }
            if (of.time.until != null) {
                selection.put("until", of.time.until);
            }
        } else {
            selection.put("kind", of.post != null ? "POST" : of.account != null ? "ACCOUNT" : "WORKSPACE");
            selection.put("id", of.post != null ? of.post : of.account != null ? of.account : of.workspace);
        }
        return selection;
    }

    /** @param before null for the first part */
    private Progress part(OperatorApi api, Path begun, Progress before)
            throws OperatorException, IOException, InterruptedException {
        if (before != null && before.next() < 0) {
            return before;
        }
        Map<String, String> query = new TreeMap<>(selection());
        query.put("limit", Integer.toString(partSize));
        if (before != null) {
            query.put("head", Long.toString(before.head()));
            query.put("after", Long.toString(before.next()));
        }
        Path file = Files.createTempFile("postledger-evidence", ".part");
        try {
            HttpHeaders headers = api.download(
                    "/api/ledger/evidence?"
                            + query.entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + OperatorApi.encoded(entry.getValue()))
                                    .collect(Collectors.joining("&")),
                    file);
            long written = before == null ? 0 : before.bytes();
            try (FileChannel from = FileChannel.open(file);
                    FileChannel to = FileChannel.open(begun, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // What an earlier run wrote and did not note is written again.
                to.truncate(written).position(written);
                written += from.transferTo(0, from.size(), to);
                to.force(true);
            }
            return new Progress(
                    selection(),
                    written,
                    (before == null ? 0 : before.events())
                            + headers.firstValueAsLong("Evidence-Events").orElse(0),
                    headers.firstValueAsLong("Evidence-Head").orElse(0),
                    headers.firstValueAsLong("Evidence-Next").orElse(-1));
        } finally {
            Files.delete(file);
        }
    }
}
