package io.postledger.trial.bench;

import io.postledger.api.post.FindPosts;
import io.postledger.api.post.PostPage;
import io.postledger.trial.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** How times grow from a tenth of the history to all of it, as exponents: 1 is in proportion, 0 is not at all. */
final class GrowthMeasure implements Measure {
    private static final int MOST_SAMPLES = 300;
    private static final int PAGE = 50;
    private static final String REBUILD = "rebuild of posts and post_metrics";
    private static final String COMMAND = "a command, append and all";
    private static final String LOAD = "reading one aggregate's events";
    private static final String QUERY = "a page of posts";
    private static final Map<String, Double> BARS = Map.of(REBUILD, 1.05, COMMAND, 0.05, LOAD, 0.05, QUERY, 0.1);

    private Map<String, Double> before = Map.of();
    private long eventsBefore;
    private int samples;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void atTenth(BenchRoom room) throws Exception {
        // As many at both sizes, however short the short one is.
        samples = (int) Math.min(MOST_SAMPLES, room.events() / 5);
        before = seconds(room, samples);
        eventsBefore = room.events();
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        Map<String, Double> after = seconds(room, samples);
        double growth = Math.log((double) room.events() / eventsBefore);
        List<Ratio> ratios = new ArrayList<>();
        after.forEach((name, seconds) -> {
            double exponent = Math.log(seconds / before.get(name)) / growth;
            ratios.add(Ratio.atMost(
                    BARS.get(name),
                    "growth: " + name,
                    new Ratio.Term(
                            String.format(
                                    Locale.ROOT,
                                    "exponent from %.4g ms at %,d events to %.4g ms at %,d",
                                    before.get(name) * 1e3,
                                    eventsBefore,
                                    seconds * 1e3,
                                    room.events()),
                            List.of(exponent),
                            ""),
                    new Ratio.Term("one", List.of(1.0), "")));
        });
        return ratios;
    }

    private static Map<String, Double> seconds(BenchRoom room, int samples) throws Exception {
        Map<String, Double> seconds = new LinkedHashMap<>();
        List<Double> rebuilt = new ArrayList<>();
        for (int round = 0; round < room.rounds(); round++) {
            rebuilt.add(room.rebuild(List.of("posts", "post_metrics")));
            room.stand();
        }
        seconds.put(REBUILD, Figures.percentile(rebuilt, 0.5));
        Newsroom newsroom = new Newsroom(room.product());
        List<Double> commands = new ArrayList<>();
        for (int n = 0; n < samples; n++) {
            newsroom.write(took -> commands.add(took / 1e3));
        }
        seconds.put(COMMAND, Figures.percentile(commands.subList(commands.size() / 3, commands.size()), 0.5));
        EventStore store = room.product().bean(EventStore.class);
        List<Double> loads = new ArrayList<>();
        for (String post : room.rawLog().some("post_", samples)) {
            long begin = System.nanoTime();
            store.readEvents(post).asStream().count();
            loads.add(BenchRoom.seconds(begin));
        }
        seconds.put(LOAD, Figures.percentile(loads, 0.5));
        List<Double> queries = new ArrayList<>();
        List<String> workspaces = room.rawLog().some("ws_", samples);
        for (int turn = 0; turn < 3; turn++) {
            for (String workspace : workspaces) {
                long begin = System.nanoTime();
                newsroom.ask(new FindPosts(null, null, null, PAGE), PostPage.class, workspace);
                queries.add(BenchRoom.seconds(begin));
            }
        }
        seconds.put(QUERY, Figures.percentile(queries.subList(queries.size() / 3, queries.size()), 0.5));
        return seconds;
    }
}
