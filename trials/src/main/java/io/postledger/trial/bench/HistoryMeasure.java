package io.postledger.trial.bench;

import io.postledger.api.Ids;
import io.postledger.api.MessageContext;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostId;
import io.postledger.trial.Figures;
import io.postledger.trial.HttpApi;
import io.postledger.trial.history.History;
import io.postledger.trial.history.HistoryLog;
import io.postledger.trial.history.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;

/** The history of a post that was edited all the time, through the API: its first page against a short one's, and all of it streamed. */
final class HistoryMeasure implements Measure {
    private static final long MOST_EVENTS = 100_000;
    private static final int FEW_EVENTS = 100;
    private static final int PAGE = 50;
    private static final long MOST_PAGES = 200;
    private static final long LEAST_PAGES = 20;
    private static final double MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "history";
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        room.rebuild(List.of("workspaces"));
        room.stand();
        Member member = room.people().get(0);
        HttpApi api = new HttpApi(room.product().api());
        api.signIn(member.email(), History.PASSWORD);
        String workspace = api.get("/api/workspaces")
                .path("items")
                .path(0)
                .path("workspaceId")
                .asString();
        int events = (int) Math.min(MOST_EVENTS, room.events());
        String path = "/api/workspaces/" + workspace + "/history/";
        String ofMany = path + edited(room, workspace, member, events);
        String ofFew = path + edited(room, workspace, member, FEW_EVENTS);
        List<Double> many = new ArrayList<>();
        List<Double> few = new ArrayList<>();
        long pages = Math.min(MOST_PAGES, Math.max(LEAST_PAGES, events / 100));
        for (long n = -pages / 2; n < pages; n++) {
            double one = millis(api, ofMany);
            double other = millis(api, ofFew);
            if (n >= 0) {
                many.add(one);
                few.add(other);
            }
        }
        return List.of(
                firstPage(1.5, 0.5, events, many, few),
                firstPage(2, 0.99, events, many, few),
                streamed(room, api, ofMany, events));
    }

    private static double millis(HttpApi api, String path) {
        long begin = System.nanoTime();
        int entries = api.get(path + "?limit=" + PAGE).path("entries").size();
        if (entries != PAGE) {
            throw new IllegalStateException("A page has " + entries + " events, not " + PAGE);
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static Ratio firstPage(double bar, double share, int events, List<Double> many, List<Double> few) {
        String p = "p" + Math.round(share * 100);
        return Ratio.atMost(
                bar,
                "first page of a long history, " + p,
                new Ratio.Term(
                        PAGE + " of " + events + " events, " + p, List.of(Figures.percentile(many, share)), "ms"),
                new Ratio.Term(
                        PAGE + " of " + FEW_EVENTS + " events, " + p, List.of(Figures.percentile(few, share)), "ms"));
    }

    private static Ratio streamed(BenchRoom room, HttpApi api, String path, int events) throws Exception {
        Path file = room.folder().resolve("history.ndjson");
        System.gc();
        AllMeasure.heapPools().forEach(pool -> pool.resetPeakUsage());
        double before = AllMeasure.peak();
        long begin = System.nanoTime();
        api.download(path + "/events", file);
        double seconds = BenchRoom.seconds(begin);
        double most = AllMeasure.peak();
        try (Stream<String> lines = Files.lines(file)) {
            if (lines.count() != events) {
                throw new IllegalStateException("A stream of " + events + " events was not whole");
            }
        }
        return Ratio.atMost(
                1,
                "a long history streamed: heap",
                new Ratio.Term(
                        "most used while " + events + " events were streamed, garbage included; "
                                + Math.round(before / MEGABYTE) + " MB before; took " + Math.round(seconds * 10) / 10.0
                                + " s",
                        List.of(most / MEGABYTE),
                        "MB"),
                new Ratio.Term("allowed", List.of(512.0), "MB"));
    }

    /** A post that has so many events; its id. */
    private static String edited(BenchRoom room, String workspace, Member member, int events) throws Exception {
        String id = new Ids(Clock.systemUTC()).next(PostId.PREFIX, PostId::new).value();
        Map<String, String> context = Map.of(
                MessageContext.WORKSPACE,
                workspace,
                MessageContext.ACTOR,
                MessageContext.USER_PREFIX + member.userId().value(),
                MessageContext.SOURCE,
                "bench");
        Instant begin = Instant.now().minusSeconds(events);
        try (HistoryLog log = room.rawLog().loader()) {
            for (int n = 0; n < events; n++) {
                String text = "What we found out about gears, as we put it the time before " + n;
                Object event = n == 0
                        ? new PostDrafted(id, workspace, text, List.of(), List.of())
                        : new PostEdited(id, n + 1, text, List.of(), List.of());
                String message = UUID.randomUUID().toString();
                log.append(List.of(new GenericDomainEventMessage<>(
                        "Post", id, n, new GenericMessage<>(message, event, context), begin.plusSeconds(n))));
            }
            log.flush();
        }
        return id;
    }
}
