package io.postledger.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Whoever runs the installation, at the part of its API that is about projections. Asks again while the product is away. */
public final class Operator {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** What needs a person, who is not expected to be needed. */
    private static final Set<String> STUCK = Set.of("FAILED", "DIFFERENT");

    private final HttpApi http;
    private final Patient patient = Patient.operator();

    public Operator(Installation installation) throws IOException {
        http = HttpApi.operator(installation.api(), installation.secret("operator.key"));
    }

    private JsonNode call(String method, String path) {
        return patient.ask(() -> http.call(method, "/api/projections" + path));
    }

    private List<JsonNode> all() {
        return list(call("GET", "").path("items"));
    }

    private static List<JsonNode> list(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    public List<String> projections() {
        return all().stream()
                .map(projection -> projection.path("name").asString())
                .sorted()
                .toList();
    }

    /** Position of the log's end. */
    public long head() {
        JsonNode first = all().get(0);
        return first.path("position").asLong() + first.path("lag").asLong();
    }

    /** Returns once every projection has taken in all of the log, and has set nothing aside. */
    public void awaitCaughtUp() {
        Waiting.until(
                PATIENCE,
                "every projection has caught up",
                () -> all().stream()
                        .allMatch(projection -> projection.path("lag").asLong(-1) == 0
                                && projection.path("letters").asLong(-1) == 0));
    }

    /** Hash of what is read of every collection and table. */
    public Map<String, String> hashes() {
        awaitCaughtUp();
        Map<String, String> hashes = new TreeMap<>();
        for (String name : projections()) {
            hash(name, call("GET", "/" + name + "?hash=true").path("targets"), hashes);
        }
        return hashes;
    }

    private static void hash(String projection, JsonNode targets, Map<String, String> hashes) {
        for (JsonNode target : targets) {
            hashes.put(
                    projection + "/" + target.path("name").asString(),
                    target.path("hash").asString());
        }
    }

    /** Hash of every collection and table as of a position, from copies that are dropped again. */
    public Map<String, String> hashesAsOf(long position, String copy) {
        List<String> names = projections();
        names.forEach(name -> call("PUT", path(name, copy) + "?position=" + position));
        Map<String, String> hashes = new TreeMap<>();
        for (String name : names) {
            Waiting.until(PATIENCE, "copy " + copy + " of " + name + " is whole", () -> isWhole(name, copy));
            list(call("GET", "/" + name + "?hash=true").path("copies")).stream()
                    .filter(one -> one.path("name").asString().equals(copy))
                    .forEach(one -> hash(name, one.path("targets"), hashes));
            call("DELETE", path(name, copy));
        }
        return hashes;
    }

    private static String path(String projection, String copy) {
        return "/" + projection + "/copies/" + copy;
    }

    private boolean isWhole(String projection, String copy) {
        return list(call("GET", "/" + projection).path("copies")).stream()
                .anyMatch(one -> one.path("name").asString().equals(copy) && isState(one, Set.of("DONE")::contains));
    }

    private static boolean isState(JsonNode build, Predicate<String> wanted) {
        String state = build.path("state").asString();
        if (!wanted.test(state) && STUCK.contains(state)) {
            throw new IllegalStateException("A build is stuck: " + build);
        }
        return wanted.test(state);
    }

    /** Rebuilds that were asked for, by projection, with the generation that was read before. */
    public record Begun(Map<String, Integer> before) {}

    /** Has them all built again, as many at once as the product does. */
    public Begun begin(List<String> names) {
        Map<String, Integer> before = new HashMap<>();
        for (String name : names) {
            before.put(name, call("GET", "/" + name).path("generation").asInt());
            begin(name, false);
        }
        return new Begun(before);
    }

    private void begin(String name, boolean compare) {
        try {
            call("POST", "/" + name + "/rebuilds?compare=" + compare);
        } catch (ApiException e) {
            // Asked for again because the answer was lost.
            if (!e.code().equals("REBUILD_UNDER_WAY")) {
                throw e;
            }
        }
    }

    /** Those of them that are not read yet. */
    public List<String> underWay(Begun begun) {
        List<String> left = new ArrayList<>();
        for (JsonNode projection : all()) {
            Integer before = begun.before().get(projection.path("name").asString());
            if (before != null && projection.path("generation").asInt() <= before) {
                isState(projection.path("rebuild"), "RUNNING"::equals);
                left.add(projection.path("name").asString());
            }
        }
        return left;
    }

    public void await(Begun begun) {
        Waiting.until(
                PATIENCE, "what is built again is read", () -> underWay(begun).isEmpty());
    }

    /** Returns once they are built again and read; how many seconds it took. */
    public double rebuild(List<String> names) {
        long begin = System.nanoTime();
        await(begin(names));
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Builds it again and compares; what the difference from what is read came to. */
    public JsonNode rebuildToDifference(String name) {
        begin(name, true);
        Waiting.until(
                PATIENCE,
                "the rebuild of " + name + " has been found to differ",
                () -> isState(call("GET", "/" + name).path("rebuild"), "DIFFERENT"::equals));
        return call("GET", "/" + name).path("rebuild").path("difference");
    }

    /** Has what differs read all the same. */
    public void switchTo(String name) {
        Begun begun = new Begun(
                Map.of(name, call("GET", "/" + name).path("generation").asInt()));
        call("POST", "/" + name + "/rebuilds/current/switch");
        Waiting.until(
                PATIENCE,
                "what differs is read",
                () -> call("GET", "/" + name).path("generation").asInt()
                        > begun.before().get(name));
    }

    /** Events that it has set aside. */
    public List<JsonNode> letters(String name) {
        return list(call("GET", "/" + name + "/letters?limit=1000").path("items"));
    }

    /** Has all of them handled again; how many were taken in. */
    public int retry(String name) {
        return call("POST", "/" + name + "/letters/retry").path("takenIn").asInt();
    }
}
