package io.postledger.trial.rebuild;

import io.postledger.trial.DamagedEvent;
import io.postledger.trial.Figures;
import io.postledger.trial.HttpApi;
import io.postledger.trial.Installation;
import io.postledger.trial.LaunchCommand;
import io.postledger.trial.Operator;
import io.postledger.trial.Part;
import io.postledger.trial.TrialFolder;
import io.postledger.trial.history.History;
import io.postledger.trial.history.Member;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Every projection is built again and again: while nothing happens, while everything is killed, with an event that cannot be read, and
 * while people work. What it holds must always be the same, and nobody may notice.
 */
final class RebuildTrial {
    private static final double WAIT_MILLIS = 1_000;
    private static final double COMMANDS_RATIO = 1.3;
    private static final int TRIES = 4;
    private static final int SHOWN_FINDINGS = 5;
    /** What has most to do with posts, and is built again most often. */
    private static final String POSTS = "posts";

    private final Figures figures;
    private final RebuildSize size;
    private final long seed;
    private final Random random;

    RebuildTrial(Figures figures, RebuildSize size, long seed) {
        this.figures = figures;
        this.size = size;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** What a trial leaves of old generations would else be more than the product ever has. */
    static LaunchCommand droppingSoon(LaunchCommand command) {
        return command.with("POSTLEDGER_OLD_GENERATION_GRACE", "5s");
    }

    void run(Installation installation) throws IOException, SQLException, InterruptedException {
        figures.show("start to ready, empty folder", installation.start(), "s");
        long begin = System.nanoTime();
        Member writer = LoadedHistory.into(installation, seed, size.events());
        Operator operator = new Operator(installation);
        Map<String, String> live = operator.hashes();
        figures.show("history made, loaded and built live", seconds(begin), "s");
        long loaded = operator.head();
        figures.show("events", loaded, "");
        figures.show("collections and tables", live.size(), "");
        long middle = loaded / 2;
        Map<String, String> then = operator.hashesAsOf(middle, "then");

        double took = operator.rebuild(operator.projections());
        figures.show("all built again, nothing else going on", took, "s");
        same("built again", live, operator.hashes());
        kill(installation, operator, took, live);
        poison(installation, operator, live);
        if (size.wipes()) {
            wipe(installation);
            same("built from nothing", live, operator.hashes());
            same("a copy that is made again", then, operator.hashesAsOf(middle, "again"));
        }
        work(new HttpApi(installation.api()), writer, operator);
        live = operator.hashes();
        operator.rebuild(operator.projections());
        same("built again after the people", live, operator.hashes());
        same("a copy that is made after more events", then, operator.hashesAsOf(middle, "later"));
        figures.show("events in the end", operator.head(), "");
        installation.stop();
    }

    private void same(String what, Map<String, String> wanted, Map<String, String> found) {
        Map<String, String> other = new TreeMap<>(found);
        other.entrySet().removeAll(wanted.entrySet());
        figures.show(what + ": other content", other.size(), "");
        if (!wanted.equals(found)) {
            figures.fell(what + ": other content in " + (other.isEmpty() ? "fewer targets" : other.keySet()));
        }
    }

    private void kill(Installation installation, Operator operator, double took, Map<String, String> live) {
        List<Part> parts = new ArrayList<>(List.of(Part.CLICKHOUSE, Part.MONGO, Part.POSTGRES));
        for (int i = 0; i < size.productKills(); i++) {
            parts.add(Part.PRODUCT);
        }
        for (Part part : parts) {
            int midway = 0;
            for (int tries = 0; tries < TRIES && midway == 0; tries++) {
                Operator.Begun begun = operator.begin(operator.projections());
                // Later tries come sooner: what was too late then may be in time now.
                LockSupport.parkNanos((long) (took * 1e9 * random.nextDouble() / (1 << 2 * tries)));
                midway = operator.underWay(begun).size();
                figures.show(part + " killed to ready again", installation.killAndAwait(part), "s");
                operator.await(begun);
            }
            figures.show("  projections on their way then", midway, "");
            if (midway == 0) {
                figures.fell("nothing was on its way when " + part + " was killed");
            }
            same("  " + part + " killed midway", live, operator.hashes());
        }
    }

    /** An event that cannot be read is set aside with what follows it in its sequence, and all else is built. */
    private void poison(Installation installation, Operator operator, Map<String, String> whole)
            throws IOException, SQLException {
        try (Connection log = installation.connectToPostgres()) {
            DamagedEvent event = DamagedEvent.in(log, random);
            JsonNode difference = operator.rebuildToDifference(POSTS);
            String expected = "{\"letters\":" + event.following() + ",\"targets\":[{\"target\":\"posts\",\"keys\":1,"
                    + "\"examples\":[\"" + event.aggregateId() + "\"]}]}";
            hold("poison: differs in its post only", expected, difference.toString());
            operator.switchTo(POSTS);
            List<JsonNode> letters = operator.letters(POSTS);
            figures.show("poison: events set aside", letters.size(), "");
            hold(
                    "poison: the first letter",
                    event.position(),
                    letters.isEmpty() ? null : letters.get(0).path("position").asLong());
            hold(
                    "poison: letters of other sequences",
                    0L,
                    letters.stream()
                            .filter(letter ->
                                    !letter.path("sequence").asString().equals(event.aggregateId()))
                            .count());
            hold("poison: taken in while it is damaged", 0, operator.retry(POSTS));
            event.putRight(log);
            hold("poison: taken in once it is put right", event.following(), operator.retry(POSTS));
            same("poison, put right and retried", whole, operator.hashes());
        }
    }

    private void hold(String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            figures.fell(what + ": " + found + " instead of " + wanted);
        }
    }

    private void wipe(Installation installation) throws IOException, InterruptedException {
        installation.stop();
        TrialFolder.delete(installation.data().resolve("mongo"));
        TrialFolder.delete(installation.data().resolve("clickhouse"));
        figures.show("start to ready, both view stores lost", installation.start(), "s");
    }

    private void work(HttpApi http, Member writer, Operator operator) throws InterruptedException {
        http.signIn(writer.email(), History.PASSWORD);
        String workspace = http.get("/api/workspaces")
                .path("items")
                .path(0)
                .path("workspaceId")
                .asString();
        People people = new People(http, workspace, seed);
        // The product's code is warm only after a while.
        people.during(() -> LockSupport.parkNanos(size.quiet().toNanos()));
        People.Waits quiet =
                people.during(() -> LockSupport.parkNanos(size.quiet().toNanos()));
        List<Double> rebuilds = new ArrayList<>();
        People.Waits busy = people.during(() -> rebuildOneAfterAnother(operator, rebuilds));

        figures.show("rebuilds while people worked", rebuilds.size(), "");
        figures.show("  p50", Figures.percentile(rebuilds, 0.5), "s");
        figures.show("commands meanwhile", busy.commands().size(), "");
        figures.show("queries meanwhile", busy.allReads().size(), "");
        none("failed", people.failures());
        none("went back in time", people.backInTime());
        figures.show("longest wait of a query, no rebuild", Figures.percentile(quiet.allReads(), 1), "ms");
        figures.hold(
                "longest wait of a query, over switches", Figures.percentile(busy.allReads(), 1), "ms", WAIT_MILLIS);
        double without = Figures.percentile(quiet.commands(), 0.99);
        double during = Figures.percentile(busy.commands(), 0.99);
        figures.show("commands' p99, no rebuild", without, "ms");
        figures.show("commands' p99, during rebuilds", during, "ms");
        figures.show("  during to without (bar " + COMMANDS_RATIO + ", shown)", during / without, "");
    }

    private void rebuildOneAfterAnother(Operator operator, List<Double> took) {
        long end = System.nanoTime() + size.busy().toNanos();
        List<String> others = new ArrayList<>(operator.projections());
        others.remove(POSTS);
        for (int round = 0; System.nanoTime() < end || round < 2; round++) {
            took.add(operator.rebuild(List.of(POSTS)));
            took.add(operator.rebuild(List.of(others.get(round % others.size()))));
        }
    }

    private void none(String what, Collection<String> cases) {
        figures.show("  " + what, cases.size(), "");
        cases.stream().limit(SHOWN_FINDINGS).forEach(one -> figures.fell(what + ": " + one));
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
