package io.postledger.embedded.operate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code ./postledger audit}: what happened, how things stood, and what differs, for an auditor of a workspace. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "History of a workspace, read from the log, and evidence of it. What an auditor reads is itself on record.",
        subcommands = {AuditExportCommand.class, AuditVerifyCommand.class})
public final class AuditCommand {
    private static final String PAGE = "200";

    private final PrintStream out = System.out;

    /** Runs the command; the process ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(OperatorException.execute(new AuditCommand(), arguments));
    }

    /** How what is found is told. */
    private static final class Telling {
        @Option(names = "--json", description = "As data: one JSON value a line.")
        private boolean json;
    }

    @Command(name = "history", description = "Every event of a post, publication, account, media, workspace or member.")
    int history(
            @Parameters(paramLabel = "ID") String target,
            @Option(names = "--limit", paramLabel = "N", description = "Events at most (default: all).") Long limit,
            @Mixin Auditor auditor,
            @Mixin Telling telling)
            throws OperatorException, InterruptedException {
        return pages(auditor.api(), "/history/" + OperatorApi.encoded(target), new TreeMap<>(), limit, telling);
    }

    @Command(
            name = "search",
            description = "Events of the whole workspace that meet all of what is given, newest first.")
    int search(
            @Option(names = "--actor", paramLabel = "WHO", description = "Such as user:user_… or process:NAME.")
                    String actor,
            @Option(names = "--action", paramLabel = "NAME", description = "Such as post.PostEdited, or post.")
                    String action,
            @Option(names = "--target", paramLabel = "ID", description = "What the event is of or names.")
                    String target,
            @Option(names = "--from", paramLabel = "INSTANT", description = "Recorded then or later.") String from,
            @Option(names = "--until", paramLabel = "INSTANT", description = "Recorded before then.") String until,
            @Option(names = "--text", paramLabel = "TEXT", description = "Stands in what the event says.") String text,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "Events at most (default: 100).")
                    Long limit,
            @Mixin Auditor auditor,
            @Mixin Telling telling)
            throws OperatorException, InterruptedException {
        Map<String, String> parameters = new TreeMap<>();
        put(parameters, "actor", actor);
        put(parameters, "action", action);
        put(parameters, "target", target);
        put(parameters, "from", from);
        put(parameters, "until", until);
        put(parameters, "text", text);
        return pages(auditor.api(), "/history", parameters, limit, telling);
    }

    /** Tells events as they come; a long history is never held here as a whole. */
    private int pages(AuditorApi api, String path, Map<String, String> parameters, Long limit, Telling telling)
            throws OperatorException, InterruptedException {
        parameters.put("limit", PAGE);
        long told = 0;
        JsonNode page;
        do {
            page = api.ask(path, parameters);
            for (JsonNode entry : page.path("entries")) {
                if (limit != null && told >= limit) {
                    return 0;
                }
                tell(entry, telling.json);
                told++;
            }
            parameters.put("cursor", page.path("nextCursor").asString(""));
        } while (page.path("nextCursor").isString());
        if (!telling.json) {
            out.println(told + " events");
        }
        return 0;
    }

    private void tell(JsonNode entry, boolean json) {
        if (json) {
            out.println(entry);
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s  %s %d  %s%n",
                entry.path("at").asString(),
                entry.path("aggregateId").asString(),
                entry.path("sequence").asLong(),
                entry.path("words").asString());
        String behalf = entry.path("onBehalfOf").asString("");
        out.printf(
                Locale.ROOT,
                "    %s by %s%s, by way of %s%s, request %s, caused by %s%n",
                entry.path("event").asString(),
                entry.path("actor").asString("?"),
                behalf.isEmpty() ? "" : " for " + behalf,
                entry.path("source").asString("?"),
                entry.path("command").isString()
                        ? " as " + entry.path("command").asString()
                        : "",
                entry.path("requestId").asString("?"),
                entry.path("causedBy").asString("?"));
    }

    /** A point of a thing's life; now, where neither is given. */
    private static final class When {
        @Option(names = "--version", required = true, paramLabel = "N", description = "After this version, from 0 on.")
        private String version;

        @Option(names = "--instant", required = true, paramLabel = "INSTANT", description = "At this instant (UTC).")
        private String instant;
    }

    @Command(
            name = "at",
            description = "A thing as it stood, made again from its events; now where nothing else is said.")
    int at(
            @Parameters(paramLabel = "ID") String target,
            @ArgGroup When when,
            @Option(names = "--step", description = "Then forward and back: n(ext), p(revious), a version, or q(uit).")
                    boolean step,
            @Mixin Auditor auditor,
            @Mixin Telling telling)
            throws OperatorException, InterruptedException {
        AuditorApi api = auditor.api();
        String path = "/history/" + OperatorApi.encoded(target) + "/state";
        Map<String, String> parameters = new TreeMap<>();
        if (when != null) {
            put(parameters, "version", when.version);
            put(parameters, "at", when.instant);
        }
        JsonNode state = api.ask(path, parameters);
        tellState(state, telling.json);
        return step ? step(api, path, state, telling) : 0;
    }

    @Command(
            name = "workspace",
            description = "Every post, account, publication or media as it stood, and what differs today.")
    int workspace(
            @Option(names = "--instant", required = true, paramLabel = "INSTANT", description = "When (UTC).")
                    String instant,
            @Option(
                            names = "--kind",
                            paramLabel = "KIND",
                            defaultValue = "POST",
                            description = "POST, ACCOUNT, PUBLICATION or MEDIA.")
                    String kind,
            @Option(names = "--today", description = "With what differs today.") boolean today,
            @Mixin Auditor auditor,
            @Mixin Telling telling)
            throws OperatorException, InterruptedException {
        AuditorApi api = auditor.api();
        Map<String, String> parameters = new TreeMap<>(
                Map.of("at", instant, "kind", kind.toUpperCase(Locale.ROOT), "today", Boolean.toString(today)));
        long told = 0;
        JsonNode page;
        do {
            page = api.ask("/history/states", parameters);
            for (JsonNode thing : page.path("things")) {
                if (telling.json) {
                    out.println(thing);
                } else {
                    tellState(thing.path("then"), false);
                    tellChanges(thing.path("since"));
                    out.println();
                }
                told++;
            }
            parameters.put("cursor", page.path("nextCursor").asString(""));
        } while (page.path("nextCursor").isString());
        if (!telling.json) {
            out.println(told + " things as of " + instant);
        }
        return 0;
    }

    @Command(
            name = "chain",
            description = "What became of a post: deliveries, attempts, the networks' answers, what was counted.")
    int chain(@Parameters(paramLabel = "POST") String post, @Mixin Auditor auditor, @Mixin Telling telling)
            throws OperatorException, InterruptedException {
        JsonNode chain = auditor.api().ask("/history/" + OperatorApi.encoded(post) + "/chain", Map.of());
        if (telling.json) {
            out.println(chain);
            return 0;
        }
        if (!chain.path("begun").isObject()) {
            out.println("It has not begun to go out");
            return 0;
        }
        tell(chain.path("begun"), false);
        for (JsonNode delivery : chain.path("deliveries")) {
            out.printf(
                    Locale.ROOT,
                    "--- to %s on %s: %s%n",
                    delivery.path("accountId").asString(),
                    delivery.path("platform").asString(),
                    delivery.path("publicationId").asString());
            for (JsonNode attempt : delivery.path("attempts")) {
                attempt.path("events").forEach(event -> tell(event, false));
            }
            for (JsonNode reading : delivery.path("readings")) {
                out.println(reading.path("observedAt").asString() + "  counted " + reading.path("counters") + " in "
                        + reading.path("batchId").asString());
            }
        }
        return 0;
    }

    private int step(AuditorApi api, String path, JsonNode first, Telling telling)
            throws OperatorException, InterruptedException {
        BufferedReader typed = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        // Within one reading, which stands in the log once.
        Map<String, String> parameters = new TreeMap<>();
        put(parameters, "reading", first.path("readingId").asString(null));
        long version = first.path("version").asLong();
        long last = first.path("lastVersion").asLong();
        try {
            for (String word = typed.readLine(); word != null; word = typed.readLine()) {
                String said = word.strip();
                if (said.startsWith("q")) {
                    return 0;
                }
                long wanted = said.startsWith("n") ? version + 1 : said.startsWith("p") ? version - 1 : number(said);
                if (wanted < 0 || wanted > last) {
                    out.println("There are versions 0 to " + last + "; n, p, a version, or q");
                    continue;
                }
                parameters.put("version", Long.toString(wanted));
                JsonNode state = api.ask(path, parameters);
                version = wanted;
                last = state.path("lastVersion").asLong();
                tellState(state, telling.json);
            }
            return 0;
        } catch (IOException e) {
            throw new OperatorException("What is typed cannot be read: " + e.getMessage());
        }
    }

    /** -1 where it is none. */
    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private void tellState(JsonNode state, boolean json) {
        if (json) {
            out.println(state);
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s as of version %d of %d, made by:%n",
                state.path("target").asString(),
                state.path("version").asLong(),
                state.path("lastVersion").asLong());
        tell(state.path("event"), false);
        out.println(state.path("state").toPrettyString());
        for (JsonNode content : state.path("contents")) {
            out.printf(
                    Locale.ROOT,
                    "--- on %s, %s%s%n%s%n",
                    content.path("platform").asString(),
                    content.path("accountId").asString(),
                    content.path("options").isEmpty() ? "" : " with " + content.path("options"),
                    content.path("text").asString());
            for (JsonNode media : content.path("media")) {
                out.println("    " + media);
            }
        }
    }

    @Command(name = "diff", description = "What differs between a thing at two points of its life.")
    int diff(
            @Parameters(paramLabel = "ID") String target,
            @Parameters(paramLabel = "FROM", description = "A version, or an instant (UTC).") String from,
            @Parameters(paramLabel = "TO", arity = "0..1", description = "The same; now where it is left out.")
                    String to,
            @Mixin Auditor auditor,
            @Mixin Telling telling)
            throws OperatorException, InterruptedException {
        Map<String, String> parameters = new TreeMap<>();
        put(parameters, number(from) < 0 ? "from" : "fromVersion", from);
        if (to != null) {
            put(parameters, number(to) < 0 ? "to" : "toVersion", to);
        }
        JsonNode found = auditor.api().ask("/history/" + OperatorApi.encoded(target) + "/difference", parameters);
        if (telling.json) {
            out.println(found);
            return 0;
        }
        out.printf(
                Locale.ROOT,
                "%s, version %d to %d%n",
                target,
                found.path("from").asLong(),
                found.path("to").asLong());
        tellChanges(found.path("changes"));
        out.println(found.path("changes").size() + " values differ");
        return 0;
    }

    private void tellChanges(JsonNode changes) {
        for (JsonNode change : changes) {
            out.println(change.path("path").asString());
            tellValue("  - ", change.path("before"));
            tellValue("  + ", change.path("after"));
        }
    }

    private void tellValue(String sign, JsonNode value) {
        if (!value.isNull() && !value.isMissingNode()) {
            out.println(sign + value.asString());
        }
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
