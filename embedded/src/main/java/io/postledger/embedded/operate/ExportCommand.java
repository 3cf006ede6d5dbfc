package io.postledger.embedded.operate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./postledger export}: the event log or a projection as files with a manifest; given again, it goes on. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Takes the event log or a projection out of a running installation, on record there. Given again, it goes on.")
public final class ExportCommand {
    /** What a part is called by. */
    private enum Format {
        NDJSON,
        PARQUET
    }

    @Mixin
    private WhichInstallation installation;

    @Option(
            names = "--into",
            paramLabel = "PLACE",
            scope = ScopeType.INHERIT,
            description = "A folder, or s3://BUCKET/PREFIX. Credentials as for Amazon's own tools.")
    private String into;

    @Option(
            names = "--s3-endpoint",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Address of an S3-compatible store that is not Amazon's.")
    private URI endpoint;

    @Option(
            names = "--format",
            defaultValue = "NDJSON",
            scope = ScopeType.INHERIT,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--part-size",
            paramLabel = "N",
            defaultValue = "50000",
            scope = ScopeType.INHERIT,
            description = "Events, documents or rows of a file at most (default: ${DEFAULT-VALUE}).")
    private int partSize;

    @Option(
            names = "--reason",
            paramLabel = "REF",
            scope = ScopeType.INHERIT,
            description = "Where the reason stands, such as a ticket's number. In the log, with what was taken out.")
    private String reason;

    private final PrintStream out = System.out;

    /** Runs the command; the process ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(OperatorException.execute(new ExportCommand(), arguments));
    }

    @Command(name = "events", description = "The event log, as it is stored.")
    int events(
            @Option(names = "--from", paramLabel = "INSTANT", description = "Recorded then or later.") String from,
            @Option(names = "--until", paramLabel = "INSTANT", description = "Recorded before then.") String until,
            @Option(names = "--type", paramLabel = "NAME", split = ",", description = "Only these events.")
                    List<String> types,
            @Option(names = "--workspace", paramLabel = "ID", description = "Only this workspace's.") String workspace)
            throws OperatorException, InterruptedException {
        Map<String, String> selection = new TreeMap<>();
        OperatorApi.put(selection, "from", from);
        OperatorApi.put(selection, "until", until);
        OperatorApi.put(
                selection,
                "type",
                types == null ? null : types.stream().sorted().distinct().collect(Collectors.joining(",")));
        OperatorApi.put(selection, "workspace", workspace);
        return export("events", "/api/exports/events", selection);
    }

    @Command(name = "projection", description = "A collection or table of a projection, as it is read or as it stood.")
    int projection(
            @Parameters(paramLabel = "NAME", description = "The projection.") String name,
            @Parameters(paramLabel = "TARGET", description = "Its collection or table.") String target,
            @Option(names = "--copy", paramLabel = "COPY", description = "Of this copy, as of a position.") String copy)
            throws OperatorException, InterruptedException {
        Map<String, String> selection = new TreeMap<>();
        OperatorApi.put(selection, "copy", copy);
        return export(
                name + "/" + target,
                "/api/exports/projections/" + OperatorApi.encoded(name) + "/" + OperatorApi.encoded(target),
                selection);
    }

    private int export(String what, String path, Map<String, String> selection)
            throws OperatorException, InterruptedException {
        if (into == null) {
            throw new OperatorException("Into which folder or bucket? --into PLACE");
        }
        OperatorApi api = installation.api();
        Map<String, String> of = new TreeMap<>(selection);
        of.put("what", what);
        of.put("format", format.name());
        of.put("partSize", Integer.toString(partSize));
        try (Destination destination = Destination.at(into, endpoint)) {
            Manifest manifest = begunOrNew(destination, of);
            while (!manifest.isComplete()) {
                manifest = onePart(api, path, selection, destination, manifest);
                out.printf(
                        Locale.ROOT,
                        "%d items in %d files, at position %d of %d%n",
                        manifest.items(),
                        manifest.parts().size(),
                        manifest.parts().get(manifest.parts().size() - 1).position(),
                        manifest.upTo());
            }
            out.println("Complete: " + manifest.items() + " items in " + into);
            return 0;
        } catch (IOException e) {
            throw new OperatorException(into + " or this machine's temporary folder cannot be written to: "
                    + e.getMessage() + ". Given again, the same command goes on where this ended.");
        }
    }

    private Manifest begunOrNew(Destination destination, Map<String, String> of) throws IOException, OperatorException {
        Optional<byte[]> found = destination.read(Manifest.NAME);
        if (found.isEmpty()) {
            return Manifest.begun(of);
        }
        try {
            Manifest manifest = JsonMapper.shared().readValue(found.get(), Manifest.class);
            if (manifest.format() == Manifest.FORMAT && manifest.of().equals(of)) {
                return manifest;
            }
        } catch (JacksonException unreadable) {
            throw new OperatorException(
                    into + " holds a " + Manifest.NAME + " that no export has written; nothing was changed");
        }
        throw new OperatorException(into + " holds an export of something else; nothing was changed");
    }

    private Manifest onePart(
            OperatorApi api, String path, Map<String, String> selection, Destination destination, Manifest before)
            throws OperatorException, IOException, InterruptedException {
        List<Manifest.Part> parts = before.parts();
        Map<String, String> query = new TreeMap<>(selection);
        query.put("format", format.name());
        query.put("limit", Integer.toString(partSize));
        OperatorApi.put(query, "reason", reason);
        OperatorApi.put(query, "export", before.export());
        if (!parts.isEmpty()) {
            query.put("after", parts.get(parts.size() - 1).next());
            query.put("upTo", Long.toString(before.upTo()));
        }
        Path file = Files.createTempFile("postledger-export", ".part");
        try {
            HttpHeaders headers = api.download(
                    path + "?"
                            + query.entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + OperatorApi.encoded(entry.getValue()))
                                    .collect(Collectors.joining("&")),
                    file);
            byte[] sha256 = sha256(file);
            String said = headers.firstValue("Repr-Digest").orElse("");
            if (!said.equals("sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":")) {
                throw new OperatorException("A part arrived damaged; given again, the same command goes on");
            }
            String name = String.format(
                    Locale.ROOT, "part-%06d.%s", parts.size() + 1, format.name().toLowerCase(Locale.ROOT));
            Manifest.Part part = new Manifest.Part(
                    name,
                    headers.firstValueAsLong("Export-Items").orElse(0),
                    Files.size(file),
                    headers.firstValueAsLong("Export-Position").orElse(-1),
                    HexFormat.of().formatHex(sha256),
                    headers.firstValue("Export-Next").orElse(null));
            destination.put(name, file);
            Manifest after = before.with(
                    part,
                    headers.firstValueAsLong("Export-Up-To").orElse(-1),
                    headers.firstValue("Export-Content-Hash").orElse(null),
                    headers.firstValue("Export-Id").orElse(null));
            Files.write(
                    file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(after));
            destination.put(Manifest.NAME, file);
            return after;
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
