package io.postledger.embedded.operate;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
        subcommands = {
            AuditAtCommand.class,
            AuditExportCommand.class,
            AuditFourEyesCommand.class,
            AuditVerifyCommand.class,
            AuditCheckCommand.class
        })
public final class AuditCommand {
    private static final String PAGE = "200";

    /** Runs the command; the process ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(OperatorException.execute(new AuditCommand(), arguments));
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
        OperatorApi.put(parameters, "actor", actor);
        OperatorApi.put(parameters, "action", action);
        OperatorApi.put(parameters, "target", target);
        OperatorApi.put(parameters, "from", from);
        OperatorApi.put(parameters, "until", until);
        OperatorApi.put(parameters, "text", text);
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
                telling.event(entry);
                told++;
            }
            parameters.put("cursor", page.path("nextCursor").asString(""));
        } while (page.path("nextCursor").isString());
        telling.say(told + " events");
        return 0;
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
                telling.thing(thing);
                told++;
            }
            parameters.put("cursor", page.path("nextCursor").asString(""));
        } while (page.path("nextCursor").isString());
        telling.say(told + " things as of " + instant);
        return 0;
    }

    @Command(
            name = "chain",
            description = "What became of a post: deliveries, attempts, the networks' answers, what was counted.")
    int chain(@Parameters(paramLabel = "POST") String post, @Mixin Auditor auditor, @Mixin Telling telling)
            throws OperatorException, InterruptedException {
        JsonNode chain = auditor.api().ask("/history/" + OperatorApi.encoded(post) + "/chain", Map.of());
        telling.chain(chain);
        return 0;
    }

    /** -1 where it is none. */
    static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
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
        parameters.put(number(from) < 0 ? "from" : "fromVersion", from);
        if (to != null) {
            parameters.put(number(to) < 0 ? "to" : "toVersion", to);
        }
        JsonNode found = auditor.api().ask("/history/" + OperatorApi.encoded(target) + "/difference", parameters);
        telling.difference(target, found);
        return 0;
    }
}
