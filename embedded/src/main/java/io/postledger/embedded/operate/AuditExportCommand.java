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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./postledger audit export}: an evidence bundle as one file, for an auditor of what their workspace has, for the operator of
 * anything. Given again after whatever ended it, it goes on.
 */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Takes an evidence bundle out of a running installation. Given again, it goes on. With --email, of that"
                        + " auditor's workspace; without, by the operator's key. Either is on record in the installation.")
final class AuditExportCommand implements Callable<Integer> {
    private static final String EXPORT = "export";

    @Mixin
    private Auditor auditor;

    @Option(names = "--key-file", paramLabel = "FILE", description = "File with the operator key, with --url.")
    private Path keyFile;

    @ArgGroup(exclusive = true)
    private Of of;

    @Option(names = "--into", required = true, paramLabel = "FILE", description = "The bundle.")
    private Path into;

    @Option(
            names = "--readable",
            description =
                    "With what people read of each event beside it, decrypted. For auditors. No erasure reaches such a file.")
    private boolean readable;

    @Option(
            names = "--export",
            paramLabel = "ID",
            description =
                    "What was asked for and approved (audit four-eyes request); of a workspace that wants four eyes.")
    private String export;

    @Option(
            names = "--reason",
            paramLabel = "REF",
            description =
                    "Where the reason stands, such as a ticket's number. For the operator; an auditor says why when asking.")
    private String reason;

    @Option(
            names = "--part-size",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Events asked for at a time (default: ${DEFAULT-VALUE}).")
    private int partSize;

    private final PrintStream out = System.out;

    /** What it is about; everything, or everything of the workspace, where nothing is said. */
    private static final class Of {
        @Option(names = "--post", paramLabel = "ID", description = "A post, and whatever names it.")
        private String post;

        @Option(names = "--account", paramLabel = "ID", description = "An account, and whatever names it.")
        private String account;

        @ArgGroup(exclusive = false)
        private Time time;
    }

    private static final class Time {
        @Option(names = "--from", paramLabel = "INSTANT", description = "Recorded then or later.")
        private String from;

        @Option(names = "--until", paramLabel = "INSTANT", description = "Recorded before then.")
        private String until;
    }

    /** Where parts come from. */
    private interface Source {
        HttpHeaders part(Map<String, String> query, Path to) throws OperatorException, InterruptedException;
    }

    /**
     * How far a bundle that is under way has come; beside it until it is whole.
     *
     * @param export what it is in the installation's log as
     */
    record Progress(Map<String, String> of, long bytes, long events, long head, long next, String export) {}

    @Override
    public Integer call() throws OperatorException, InterruptedException {
        if (Files.exists(into)) {
            throw new OperatorException(into + " is there already; nothing was changed");
        }
        if (!auditor.isNamed() && (readable || export != null)) {
            throw new OperatorException("--readable and --export are for an auditor: --email ADDRESS");
        }
        if (auditor.isNamed() && reason != null) {
            throw new OperatorException("--reason is for the operator: without --email");
        }
        Path begun = into.resolveSibling(into.getFileName() + ".part");
        Path notes = into.resolveSibling(into.getFileName() + ".progress");
        Map<String, String> selection = selection();
        Source source = source();
        try {
            Progress progress = Files.exists(notes) ? read(notes, selection) : null;
            do {
                progress = part(source, selection, begun, progress);
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

    private Source source() throws OperatorException, InterruptedException {
        if (auditor.isNamed()) {
            AuditorApi api = auditor.api();
            return (query, to) -> api.download("/ledger/evidence" + OperatorApi.query(query), to);
        }
        OperatorApi api = auditor.operator(keyFile);
        return (query, to) -> api.download("/api/ledger/evidence" + OperatorApi.query(query), to);
    }

    private static Progress read(Path notes, Map<String, String> selection) throws IOException, OperatorException {
        try {
            Progress progress = JsonMapper.shared().readValue(Files.readAllBytes(notes), Progress.class);
            if (progress.of().equals(selection)) {
                return progress;
            }
        } catch (JacksonException unreadable) {
            throw new OperatorException(notes + " is not what an export has written; nothing was changed");
        }
        throw new OperatorException(notes + " is of a bundle of something else; nothing was changed");
    }

    /** As the source is asked for it. */
    private Map<String, String> selection() {
        Map<String, String> selection = new TreeMap<>();
        String id = of == null ? null : of.post != null ? of.post : of.account;
        if (of != null && of.time != null) {
            OperatorApi.put(selection, "from", of.time.from);
            OperatorApi.put(selection, "until", of.time.until);
        }
        if (auditor.isNamed()) {
            OperatorApi.put(selection, "target", id);
            OperatorApi.put(selection, EXPORT, export);
            selection.put("readable", Boolean.toString(readable));
            return selection;
        }
        String workspace = auditor.workspace();
        boolean isWorkspace = of == null && workspace != null;
        selection.put(
                "kind",
                isWorkspace
                        ? "WORKSPACE"
                        : of == null ? "EVERYTHING" : of.time != null ? "TIME" : of.post != null ? "POST" : "ACCOUNT");
        OperatorApi.put(selection, "id", isWorkspace ? workspace : id);
        OperatorApi.put(selection, "workspace", isWorkspace ? null : workspace);
        return selection;
    }

    /** @param before null for the first part */
    private Progress part(Source source, Map<String, String> selection, Path begun, Progress before)
            throws OperatorException, IOException, InterruptedException {
        if (before != null && before.next() < 0) {
            return before;
        }
        Map<String, String> query = new TreeMap<>(selection);
        query.put("limit", Integer.toString(partSize));
        OperatorApi.put(query, "reason", reason);
        if (before != null) {
            query.put("head", Long.toString(before.head()));
            query.put("after", Long.toString(before.next()));
            OperatorApi.put(query, EXPORT, before.export());
        }
        Path file = Files.createTempFile("postledger-evidence", ".part");
        try {
            HttpHeaders headers = source.part(query, file);
            long written = before == null ? 0 : before.bytes();
            try (FileChannel from = FileChannel.open(file);
                    FileChannel to = FileChannel.open(begun, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // What an earlier run wrote and did not note is written again.
                to.truncate(written).position(written);
                written += from.transferTo(0, from.size(), to);
                to.force(true);
            }
            return new Progress(
                    selection,
                    written,
                    (before == null ? 0 : before.events())
                            + headers.firstValueAsLong("Evidence-Events").orElse(0),
                    headers.firstValueAsLong("Evidence-Head").orElse(0),
                    headers.firstValueAsLong("Evidence-Next").orElse(-1),
                    headers.firstValue("Evidence-Export").orElse(null));
        } finally {
            Files.delete(file);
        }
    }
}
