package io.postledger.trial.storm;

import io.postledger.api.Ids;
import io.postledger.api.account.AccountId;
import io.postledger.api.post.PostId;
import io.postledger.trial.Figures;
import io.postledger.trial.HttpApi;
import io.postledger.trial.Installation;
import io.postledger.trial.NetworksControl;
import io.postledger.trial.Parallel;
import io.postledger.trial.Part;
import io.postledger.trial.Patient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** All publications are due at one moment. One account is throttled for a minute from then; no other may notice. */
final class StormTrial {
    private static final int UNLIMITED = 1_000_000;
    private static final Duration THROTTLED_FOR = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final int BARE_POSTS = 3_000;
    private static final int BARE_ACCOUNTS = 50;
    /** As many as the product has for its tasks: db-scheduler.threads. */
    private static final int SENDERS = 16;

    private static final double SHARE_OF_BARE = 0.5;
    private static final double FAIRNESS = 2;
    private static final double LATE_SECONDS = 120;
    private static final double HEAP_MEGABYTES = 512;

    private final Figures figures;
    private final StormSize size;
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final Ids ids = new Ids(Clock.systemUTC());

    StormTrial(Figures figures, StormSize size) {
        this.figures = figures;
        this.size = size;
    }

    void run(Installation installation) throws IOException, InterruptedException {
        figures.show("start to ready, empty folder", installation.start(), "s");
        NetworksControl control = new NetworksControl(installation.control());
        control.change(Map.of(
                "x",
                Map.of(
                        "limits",
                        Map.of("tweets.create", UNLIMITED, "users.tweets", UNLIMITED, "users.me", UNLIMITED),
                        "appTweetsPer24h",
                        UNLIMITED)));
        HttpApi http = new HttpApi(installation.api());
        String email = "storm-" + run + "@example.com";
        String password = "storm-trial-" + run;
        http.post("/api/users", Map.of("email", email, "displayName", "Storm", "password", password), null);
        http.signIn(email, password);
        Patient patient = new Patient(http, email, password);
        String path = "/api/workspaces/"
                + http.post("/api/workspaces", Map.of("name", "Storm " + run, "timeZone", "UTC"), null)
                        .id();

        List<StormAccount> accounts = connect(http, patient, control, path);
        Instant due = scheduleAll(http, patient, path, accounts);
        throttle(control, accounts.get(0), due);
        HeapWatch heap = new HeapWatch(installation.api());
        Thread watch = new Thread(heap, "heap-watch");
        watch.setDaemon(true);
        watch.start();
        LockSupport.parkNanos(Duration.between(Instant.now(), due).toNanos());
        Map<Part, Double> cpuBefore = cpu(installation);
        awaitAll(control, due);
        Map<Part, Double> cpuAfter = cpu(installation);
        Duration storm = Duration.between(due, Instant.now());
        measure(control, accounts, due, heap);
        showCpu(cpuBefore, cpuAfter, storm);
        double bare = bare(installation, control);
        compareWithBare(bare);
        installation.stop();
    }

    private double perSecond;

    private static Map<Part, Double> cpu(Installation installation) {
        Map<Part, Double> all = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            all.put(part, installation.cpuSeconds(part));
        }
        return all;
    }

    /** Where the time goes: with all cores busy no waiting is left to take out, only work. */
    private void showCpu(Map<Part, Double> before, Map<Part, Double> after, Duration storm) {
        double all = 0;
        for (Part part : Part.values()) {
            double seconds = after.get(part) - before.get(part);
            all += seconds;
            figures.show(
                    "cores' time a publication, " + part.name().toLowerCase(Locale.ROOT),
                    1e3 * seconds / size.publications(),
                    "ms");
        }
        int cores = Runtime.getRuntime().availableProcessors();
        figures.show("share of the cores that was busy", all / (storm.toMillis() / 1e3 * cores), "");
    }

    private List<StormAccount> connect(HttpApi http, Patient patient, NetworksControl control, String path)
            throws InterruptedException {
        List<StormAccount> accounts = IntStream.range(0, size.accounts())
                .mapToObj(i -> new StormAccount(
                        ids.next(AccountId.PREFIX, AccountId::new).value(), "s" + i + "_" + run))
                .toList();
        double seconds = Parallel.forEach(accounts.size(), size.clients(), i -> {
            StormAccount account = accounts.get(i);
            control.createAccount("x", account.handle());
            patient.ask(() -> http.connect(path, account.id(), "X", account.handle()));
        });
        figures.show("accounts connected a second", accounts.size() / seconds, "");
        return accounts;
    }

    /** Drafts first, which tells how long the scheduling will take; the due time is a whole minute after that. */
    private Instant scheduleAll(HttpApi http, Patient patient, String path, List<StormAccount> accounts)
            throws InterruptedException {
        List<String> posts = IntStream.range(0, size.publications())
                .mapToObj(i -> ids.next(PostId.PREFIX, PostId::new).value())
                .toList();
        double drafting = Parallel.forEach(posts.size(), size.clients(), i -> {
            Map<String, Object> body = Map.of(
                    "postId",
                    posts.get(i),
                    "text",
                    "Storm " + run + " no. " + i + " https://example.com/" + i,
                    "targets",
                    List.of(accounts.get(i % accounts.size()).id()));
            patient.ask(() -> http.post(path + "/posts", body, "draft-" + posts.get(i)));
        });
        figures.show("drafts a second", posts.size() / drafting, "");
        Instant due = Instant.now()
                .plusSeconds((long) (drafting * 1.5) + 20)
                .truncatedTo(ChronoUnit.MINUTES)
                .plus(1, ChronoUnit.MINUTES);
        String at = LocalDateTime.ofInstant(due, ZoneOffset.UTC).toString();
        double scheduling = Parallel.forEach(
                posts.size(),
                size.clients(),
                i -> patient.ask(() -> http.post(
                        path + "/posts/" + posts.get(i) + "/schedule",
                        Map.of("at", at, "timeZone", "UTC"),
                        "schedule-" + posts.get(i))));
        figures.show("posts scheduled a second", posts.size() / scheduling, "");
        return due;
    }

    private static void throttle(NetworksControl control, StormAccount account, Instant due) {
        long until = Duration.between(Instant.now(), due).plus(THROTTLED_FOR).toMillis();
        control.fault(Map.of(
                "network",
                "x",
                "kind",
                "RATE_LIMITED",
                "account",
                account.handle(),
                "endpoint",
                "tweets.create",
                "times",
                0,
                "delayMs",
                20_000,
                "forMs",
                until));
    }

    private void awaitAll(NetworksControl control, Instant due) {
        Instant end = due.plus(PATIENCE);
        int live = 0;
        while (live < size.publications() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            live = control.posts().size();
        }
    }

    private void measure(NetworksControl control, List<StormAccount> accounts, Instant due, HeapWatch heap) {
        Lateness free = new Lateness();
        Lateness throttled = new Lateness();
        Set<String> texts = new HashSet<>();
        int twice = 0;
        Instant last = due;
        for (JsonNode post : control.posts()) {
            Instant posted = Instant.parse(post.path("createdAt").asString());
            String account = post.path("account").asString();
            twice += texts.add(post.path("text").asString()) ? 0 : 1;
            boolean isThrottled = account.equals(accounts.get(0).handle());
            (isThrottled ? throttled : free).add(account, due, posted);
            last = !isThrottled && posted.isAfter(last) ? posted : last;
        }
        figures.hold("publications lost", size.publications() - texts.size(), "", 0);
        figures.hold("publications twice", twice, "", 0);
        figures.show("lateness, p50", free.median(), "s");
        figures.show("lateness, p99", Figures.percentile(free.all(), 0.99), "s");
        figures.hold("lateness, largest", Figures.percentile(free.all(), 1), "s", LATE_SECONDS);
        figures.show("lateness of the throttled account, p50", throttled.median(), "s");
        figures.hold("slowest account against the median", free.slowestAgainstAll(), "", FAIRNESS);
        perSecond = free.all().size() / (Duration.between(due, last).toMillis() / 1e3);
        figures.show("publications a second", perSecond, "");
        figures.hold("heap of the product, most seen", heap.most(), "MB", HEAP_MEGABYTES);
    }

    private double bare(Installation installation, NetworksControl control) throws InterruptedException {
        List<String> handles = IntStream.range(0, BARE_ACCOUNTS)
                .mapToObj(i -> "b" + i + "_" + run)
                .toList();
        handles.forEach(handle -> control.createAccount("x", handle));
        BareNetwork network = new BareNetwork(installation.endpoints().ports().get("networks"));
        double rate = network.rate(handles, Math.min(BARE_POSTS, size.publications()), SENDERS);
        figures.show("the simulated network alone, posts a second", rate, "");
        return rate;
    }

    private void compareWithBare(double bare) {
        figures.show("publications against the network alone", perSecond / bare, "");
        if (perSecond / bare < SHARE_OF_BARE) {
            figures.fell(String.format(
                    Locale.ROOT,
                    "publishing came to %.2f of the network's bare rate, under %.2f",
                    perSecond / bare,
                    SHARE_OF_BARE));
        }
    }
}
