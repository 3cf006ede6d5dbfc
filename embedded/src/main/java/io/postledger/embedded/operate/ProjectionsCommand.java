package io.postledger.embedded.operate;

import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code ./postledger projections}: what projections there are, how they stand, and building one again. */
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
        out.printf("%-22s %4s %10s %8s  %s%n", "projection", "gen", "position", "lag", "rebuild");
        for (JsonNode projection : installation.api().send("GET", "").path("items")) {
            out.printf(
                    Locale.ROOT,
                    "%-22s %4d %10d %8s  %s%n",
                    projection.path("name").asString(),
                    projection.path("generation").asInt(),
                    projection.path("position").asLong(),
                    projection.path("lag").asString("?"),
                    projection.path("error").isString()
                            ? "stands still: " + projection.path("error").asString()
                            : rebuild(projection.path("rebuild")));
        }
        return 0;
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
                .send("GET", "/" + encoded(name) + "?hash=" + hash)
                .toPrettyString());
        return 0;
    }

    @Command(
            name = "rebuild",
            description =
                    "Builds a projection again from the whole log, beside the one that is read, and switches to it.")
    int rebuild(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--no-wait", description = "Returns at once.") boolean noWait)
            throws OperatorException, InterruptedException {
        OperatorApi api = installation.api();
        JsonNode begun = api.send("POST", "/" + encoded(name) + "/rebuilds");
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
            tell(
                    rebuild,
                    projection.path("position").asLong()
                            + projection.path("lag").asLong(0));
        }
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

    @Command(name = "pause", description = "Pauses a rebuild.")
    int pause(@Parameters(paramLabel = "NAME") String name) throws OperatorException, InterruptedException {
        return change("POST", name, "/pause");
    }

    @Command(name = "resume", description = "Goes on with a rebuild that was paused or failed.")
    int resume(@Parameters(paramLabel = "NAME") String name) throws OperatorException, InterruptedException {
        return change("POST", name, "/resume");
    }

    @Command(name = "cancel", description = "Gives a rebuild up; readers notice nothing.")
    int cancel(@Parameters(paramLabel = "NAME") String name) throws OperatorException, InterruptedException {
        return change("DELETE", name, "");
    }

    private int change(String method, String name, String change) throws OperatorException, InterruptedException {
        JsonNode projection = installation.api().send(method, "/" + encoded(name) + "/rebuilds/current" + change);
        out.println(name + ": generation " + projection.path("generation").asInt() + " is read; "
                + (projection.path("rebuild").isObject()
                        ? rebuild(projection.path("rebuild"))
                        : "nothing is being built"));
        return 0;
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
