package io.postledger.embedded.operate;

import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** How what is found in history is told: to a person, or as data. */
final class Telling {
    @Option(names = "--json", description = "As data: one JSON value a line.")
    private boolean json;

    private final PrintStream out = System.out;

    /** To a person only. */
    void say(String line) {
        if (!json) {
            out.println(line);
        }
    }

    void event(JsonNode entry) {
        if (json) {
            out.println(entry);
        } else {
            sayEvent(entry);
        }
    }

    private void sayEvent(JsonNode entry) {
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

    void state(JsonNode state) {
        if (json) {
            out.println(state);
        } else {
            sayState(state);
        }
    }

    private void sayState(JsonNode state) {
        out.printf(
                Locale.ROOT,
                "%s as of version %d of %d, made by:%n",
                state.path("target").asString(),
                state.path("version").asLong(),
                state.path("lastVersion").asLong());
        sayEvent(state.path("event"));
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

    /** A thing as it stood, and what differs since. */
    void thing(JsonNode thing) {
        if (json) {
            out.println(thing);
        } else {
            sayState(thing.path("then"));
            sayChanges(thing.path("since"));
            out.println();
        }
    }

    void difference(String target, JsonNode found) {
        if (json) {
            out.println(found);
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s, version %d to %d%n",
                target,
                found.path("from").asLong(),
                found.path("to").asLong());
        sayChanges(found.path("changes"));
        out.println(found.path("changes").size() + " values differ");
    }

    private void sayChanges(JsonNode changes) {
        for (JsonNode change : changes) {
            out.println(change.path("path").asString());
            sayValue("  - ", change.path("before"));
            sayValue("  + ", change.path("after"));
        }
    }

    private void sayValue(String sign, JsonNode value) {
        if (!value.isNull() && !value.isMissingNode()) {
            out.println(sign + value.asString());
        }
    }

    void chain(JsonNode chain) {
        if (json) {
            out.println(chain);
        } else if (chain.path("begun").isObject()) {
            sayChain(chain);
        } else {
            out.println("It has not begun to go out");
        }
    }

    private void sayChain(JsonNode chain) {
        sayEvent(chain.path("begun"));
        for (JsonNode delivery : chain.path("deliveries")) {
            out.printf(
                    Locale.ROOT,
                    "--- to %s on %s: %s%n",
                    delivery.path("accountId").asString(),
                    delivery.path("platform").asString(),
                    delivery.path("publicationId").asString());
            for (JsonNode attempt : delivery.path("attempts")) {
                attempt.path("events").forEach(this::sayEvent);
            }
            for (JsonNode reading : delivery.path("readings")) {
                out.println(reading.path("observedAt").asString() + "  counted " + reading.path("counters") + " in "
                        + reading.path("batchId").asString());
            }
        }
    }
}
