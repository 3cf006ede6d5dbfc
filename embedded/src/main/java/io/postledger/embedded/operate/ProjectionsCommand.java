package io.postledger.embedded.operate;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code ./postledger projections}: what projections there are, how they stand, what they set aside, and building one again. */
@Command(
        name = "projections",
        mixinStandardHelpOptions = true,
        description = "Projections of a running installation, for whoever runs it.")
public final class ProjectionsCommand {
    private static final long POLL_MILLIS = 500;
    private static final int BAR = 30;

    @Mixin
    private WhichInstallation installation;

    private final PrintStream out = System.out;

    /** Runs the command; the process ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(OperatorException.execute(new ProjectionsCommand(), arguments));
    }

    @Command(name = "list", description = "All projections.")
    int list() throws OperatorException, InterruptedException {
        out.printf("%-22s %4s %10s %8s %7s  %s%n", "projection", "gen", "position", "lag", "letters", "rebuild");
        for (JsonNode projection : installation.api().send("GET", "").path("items")) {
            out.printf(
                    Locale.ROOT,
                    "%-22s %4d %10d %8s %7s  %s%n",
                    projection.path("name").asString(),
                    projection.path("generation").asInt(),
                    projection.path("position").asLong(),
                    projection.path("lag").asString("?"),
                    projection.path("letters").asString("?"),
                    projection.path("error").isString()
                            ? "stands still: "
                                    + standsStillAt(projection.path("error").asString())
                            : rebuild(projection.path("rebuild")));
        }
        return 0;
    }

    private static String standsStillAt(String error) {
        return error.endsWith(".LettersFullException")
                ? "there is no room for more letters; retry those that there are"
                : error;
    }

    private static String rebuild(JsonNode rebuild) {
        return rebuild.isObject()
                ? "generation " + rebuild.path("generation").asInt() + " "
                        + rebuild.path("state").asString()
                : "";
    }

    @Command(name = "show", description = "One projection, with its size.")
    int show(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--hash", description = "And the hash of its content.") boolean hash)
            throws OperatorException, InterruptedException {
        out.println(installation
                .api()
                .send("GET", "/" + OperatorApi.encoded(name) + "?hash=" + hash)
                .toPrettyString());
        return 0;
    }

    @Command(
            name = "rebuild",
            description =
                    "Builds a projection again from the whole log, beside the one that is read, and switches to it; or keeps"
                            + " a copy as it stood.")
    int rebuild(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--compare", description = "Waits for switch or cancel where it differs from what is read.")
                    boolean compare,
            @ArgGroup(exclusive = false) AsOf asOf,
            @Option(names = "--no-wait", description = "Returns at once.") boolean noWait)
            throws OperatorException, InterruptedException {
        OperatorApi api = installation.api();
        if (asOf != null) {
            return copy(api, name, asOf, noWait);
        }
        JsonNode begun = api.send("POST", "/" + OperatorApi.encoded(name) + "/rebuilds?compare=" + compare);
        int generation = begun.path("rebuild").path("generation").asInt();
        out.println("Building generation " + generation + " of " + name);
        return noWait ? 0 : follow(api, name, generation);
    }

    private int follow(OperatorApi api, String name, int generation) throws OperatorException, InterruptedException {
        while (true) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            JsonNode projection = list(api, name);
            JsonNode rebuild = projection.path("rebuild");
            if (projection.path("generation").asInt() >= generation) {
                out.println("Generation " + generation + " of " + name + " is read now");
                return 0;
            }
            if (rebuild.path("generation").asInt() != generation) {
                throw new OperatorException("It was given up");
            }
            if (rebuild.path("state").asString("").equals("FAILED")) {
                throw new OperatorException("It failed: "
                        + rebuild.path("error").asString("") + ". Mend what it failed at and resume it, or cancel it.");
            }
            if (rebuild.path("state").asString("").equals("DIFFERENT")) {
                tellDifference(rebuild.path("difference"));
                throw new OperatorException(
                        "It differs from what is read: switch to it, resume to compare again, or cancel it.");
            }
            tell(
                    rebuild,
                    projection.path("position").asLong()
                            + projection.path("lag").asLong(0));
        }
    }

    private void tellDifference(JsonNode difference) {
        out.println(difference.path("letters").asLong() + " events were set aside that are in what is read");
        for (JsonNode target : difference.path("targets")) {
            out.println(target.path("target").asString() + ": "
                    + target.path("keys").asLong() + " keys differ, such as " + target.path("examples"));
        }
    }

    /** What a copy is as of, and its name. */
    private static final class AsOf {
        @Option(
                names = "--as-of",
                required = true,
                paramLabel = "INSTANT|POSITION",
                description = "Such as 2026-03-01T12:00:00Z, or 4711: keeps a copy as it stood then.")
        private String when;

        @Option(names = "--name", required = true, paramLabel = "COPY", description = "What the copy is called.")
        private String copy;
    }

    private int copy(OperatorApi api, String name, AsOf asOf, boolean noWait)
            throws OperatorException, InterruptedException {
        boolean isPosition = asOf.when.matches("-?\\d+");
        api.send(
                "PUT",
                "/" + OperatorApi.encoded(name) + "/copies/" + OperatorApi.encoded(asOf.copy)
                        + (isPosition ? "?position=" : "?instant=") + OperatorApi.encoded(asOf.when));
        while (true) {
            for (JsonNode copy :
                    api.send("GET", "/" + OperatorApi.encoded(name)).path("copies")) {
                if (copy.path("name").asString().equals(asOf.copy)) {
                    String state = copy.path("state").asString();
                    if (noWait || state.equals("DONE")) {
                        tell(copy);
                        return 0;
                    }
                    if (state.equals("FAILED")) {
                        throw new OperatorException(
                                "It failed: " + copy.path("error").asString("")
                                        + ". Mend what it failed at and resume it, or drop it.");
                    }
                }
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private void tell(JsonNode copy) {
        out.printf(
                Locale.ROOT,
                "%-20s as of position %d%s  %s  %s letters%n",
                copy.path("name").asString(),
                copy.path("until").asLong(),
                copy.path("asOf").isString() ? " (" + copy.path("asOf").asString() + ")" : "",
                copy.path("state").asString(),
                copy.path("letters").asString("?"));
        for (JsonNode target : copy.path("targets")) {
            out.println("    " + target.path("name").asString() + "  "
                    + target.path("size").asString("?") + "  "
                    + target.path("hash").asString(""));
        }
    }

    @Command(name = "copies", description = "Copies of a projection as it stood, with their sizes and hashes.")
    int copies(@Parameters(paramLabel = "NAME") String name) throws OperatorException, InterruptedException {
        installation
                .api()
                .send("GET", "/" + OperatorApi.encoded(name) + "?hash=true")
                .path("copies")
                .forEach(this::tell);
        return 0;
    }

    @Command(name = "drop", description = "Drops a copy.")
    int drop(@Parameters(paramLabel = "NAME") String name, @Parameters(paramLabel = "COPY") String copy)
            throws OperatorException, InterruptedException {
        installation.api().send("DELETE", "/" + OperatorApi.encoded(name) + "/copies/" + OperatorApi.encoded(copy));
        out.println(copy + " is dropped");
        return 0;
    }

    private static JsonNode list(OperatorApi api, String name) throws OperatorException, InterruptedException {
        for (JsonNode projection : api.send("GET", "").path("items")) {
            if (projection.path("name").asString("").equals(name)) {
                return projection;
            }
        }
        throw new OperatorException("There is no such projection");
    }

    private void tell(JsonNode rebuild, long head) {
        long position = Math.max(0, rebuild.path("position").asLong());
        double done = head <= 0 ? 1 : Math.min(1, (double) position / head);
        int filled = (int) (done * BAR);
        out.printf(
                Locale.ROOT,
                "[%s%s] %5.1f %%  %d events  %.0f/s  %s left  %s%n",
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                100 * done,
                rebuild.path("events").asLong(),
                rebuild.path("eventsASecond").asDouble(),
                rebuild.path("etaSeconds").isNumber()
                        ? rebuild.path("etaSeconds").asLong() + " s"
                        : "?",
                rebuild.path("state").asString(""));
    }

    @Command(name = "pause", description = "Pauses a rebuild, or the building of a copy.")
    int pause(
            @Parameters(paramLabel = "NAME") String name, @Parameters(paramLabel = "COPY", arity = "0..1") String copy)
            throws OperatorException, InterruptedException {
        return change("POST", name, copy, "/pause");
    }

    @Command(name = "switch", description = "Has a rebuild read although it differs from what is read.")
    int switchTo(@Parameters(paramLabel = "NAME") String name) throws OperatorException, InterruptedException {
        return change("POST", name, null, "/switch");
    }

    @Command(
            name = "resume",
            description = "Goes on with a rebuild that was paused, failed or differs, or with a copy that was or did.")
    int resume(
            @Parameters(paramLabel = "NAME") String name, @Parameters(paramLabel = "COPY", arity = "0..1") String copy)
            throws OperatorException, InterruptedException {
        return change("POST", name, copy, "/resume");
    }

    @Command(name = "cancel", description = "Gives a rebuild up; readers notice nothing.")
    int cancel(@Parameters(paramLabel = "NAME") String name) throws OperatorException, InterruptedException {
        return change("DELETE", name, null, "");
    }

    /** @param copy null for the rebuild */
    private int change(String method, String name, @Nullable String copy, String change)
            throws OperatorException, InterruptedException {
        String which = copy == null ? "/rebuilds/current" : "/copies/" + OperatorApi.encoded(copy);
        JsonNode projection = installation.api().send(method, "/" + OperatorApi.encoded(name) + which + change);
        out.println(name + ": generation " + projection.path("generation").asInt() + " is read; "
                + (projection.path("rebuild").isObject()
                        ? rebuild(projection.path("rebuild"))
                        : "nothing is being built"));
        if (copy != null) {
            projection.path("copies").forEach(this::tell);
        }
        return 0;
    }

    @Command(
            name = "letters",
            description = "Events that a projection has set aside, because they failed or follow such.")
    int letters(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--payload",
                            description = "With what they say: people's words among it. On record in the installation.")
                    boolean payload,
            @Option(
                            names = "--reason",
                            paramLabel = "REF",
                            description = "Where the reason for that stands, such as a ticket's number.")
                    String reason,
            @Option(names = "--sequence", paramLabel = "ID", description = "Only those of this sequence.")
                    String sequence)
            throws OperatorException, InterruptedException {
        JsonNode letters = installation
                .api()
                .send(
                        "GET",
                        "/" + OperatorApi.encoded(name) + "/letters?limit=1000&payload=" + payload
                                + (sequence == null ? "" : "&sequence=" + OperatorApi.encoded(sequence))
                                + (reason == null ? "" : "&reason=" + OperatorApi.encoded(reason)));
        for (JsonNode letter : letters.path("items")) {
            out.printf(
                    Locale.ROOT,
                    "%10d  gen %d  %s  %s  %s%n",
                    letter.path("position").asLong(),
                    letter.path("generation").asInt(),
                    letter.path("sequence").asString(),
                    letter.path("event").asString(),
                    letter.path("cause").isString()
                            ? letter.path("cause").asString() + " (failed "
                                    + letter.path("failures").asInt() + " times)"
                            : "waits for the one before it");
            if (payload) {
                out.println("            " + letter.path("payload").asString(""));
            }
        }
        out.println(letters.path("all").asLong() + " letters");
        return 0;
    }

    @Command(name = "retry", description = "Has events that were set aside handled again.")
    int retry(@Parameters(paramLabel = "NAME") String name, @ArgGroup(multiplicity = "1") RetryWhich which)
            throws OperatorException, InterruptedException {
        OperatorApi api = installation.api();
        String path = "/" + OperatorApi.encoded(name) + "/letters/retry"
                + (which.sequence == null ? "" : "?sequence=" + OperatorApi.encoded(which.sequence));
        long takenIn = 0;
        JsonNode retried;
        do {
            retried = api.send("POST", path);
            takenIn += retried.path("takenIn").asLong();
        } while (retried.path("timeIsOver").asBoolean()
                && retried.path("takenIn").asLong() > 0
                && retried.path("left").asLong() > 0);
        out.println(takenIn + " events taken in, " + retried.path("left").asLong() + " letters left");
        return retried.path("left").asLong() == 0 ? 0 : 1;
    }

    /** One sequence, or all: nothing is retried by leaving a word out. */
    private static final class RetryWhich {
        @Option(names = "--sequence", paramLabel = "ID", description = "Those of this sequence.")
        private String sequence;

        @Option(names = "--all", description = "All of them.")
        private boolean all;
    }
}
