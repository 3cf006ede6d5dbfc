package io.postledger.embedded.operate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code ./postledger audit at}: a thing as it stood, and step by step. */
@Command(name = "at", description = "A thing as it stood, made again from its events; now where nothing else is said.")
final class AuditAtCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID")
    private String target;

    @ArgGroup
    private When when;

    @Option(names = "--step", description = "Then forward and back: n(ext), p(revious), a version, or q(uit).")
    private boolean step;

    @Mixin
    private Auditor auditor;

    @Mixin
    private Telling telling;

    private final PrintStream out = System.out;

    /** A point of a thing's life; now, where neither is given. */
    private static final class When {
        @Option(names = "--version", required = true, paramLabel = "N", description = "After this version, from 0 on.")
        private String version;

        @Option(names = "--instant", required = true, paramLabel = "INSTANT", description = "At this instant (UTC).")
        private String instant;
    }

    @Override
    public Integer call() throws OperatorException, InterruptedException {
        AuditorApi api = auditor.api();
        String path = "/history/" + OperatorApi.encoded(target) + "/state";
        Map<String, String> parameters = new TreeMap<>();
        if (when != null) {
            OperatorApi.put(parameters, "version", when.version);
            OperatorApi.put(parameters, "at", when.instant);
        }
        JsonNode state = api.ask(path, parameters);
        telling.state(state);
        return step ? step(api, path, state) : 0;
    }

    private int step(AuditorApi api, String path, JsonNode first) throws OperatorException, InterruptedException {
        BufferedReader typed = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        // Within one reading, which stands in the log once.
        Map<String, String> parameters = new TreeMap<>();
        OperatorApi.put(parameters, "reading", first.path("readingId").asString(null));
        long version = first.path("version").asLong();
        long last = first.path("lastVersion").asLong();
        try {
            for (String word = typed.readLine(); word != null; word = typed.readLine()) {
                String said = word.strip();
                if (said.startsWith("q")) {
                    return 0;
                }
                long wanted = said.startsWith("n")
                        ? version + 1
                        : said.startsWith("p") ? version - 1 : AuditCommand.number(said);
                if (wanted < 0 || wanted > last) {
                    out.println("There are versions 0 to " + last + "; n, p, a version, or q");
                    continue;
                }
                parameters.put("version", Long.toString(wanted));
                JsonNode state = api.ask(path, parameters);
                version = wanted;
                last = state.path("lastVersion").asLong();
                telling.state(state);
            }
            return 0;
        } catch (IOException e) {
            throw new OperatorException("What is typed cannot be read: " + e.getMessage());
        }
    }
}
