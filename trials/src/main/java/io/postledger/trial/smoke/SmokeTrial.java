package io.postledger.trial.smoke;

import io.postledger.trial.ApiException;
import io.postledger.trial.Figures;
import io.postledger.trial.HttpApi;
import io.postledger.trial.Installation;
import io.postledger.trial.NetworksControl;
import io.postledger.trial.Part;
import io.postledger.trial.Waiting;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Three accounts, their posts and metrics, and every view of them. Some posts are due while the product lies dead, and
 * some while it starts again after a clean stop: they too must go out, once.
 */
final class SmokeTrial {
    private static final Duration PUBLISHED_WITHIN = Duration.ofSeconds(90);
    private static final Set<String> ENDED = Set.of("PUBLISHED", "PARTLY_PUBLISHED", "FAILED");

    private static final int FIRST_SLACK_SECONDS = 5;
    private static final int LAST_SLACK_SECONDS = 40;

    private static final double WARM_START_SECONDS = 30;
    private static final double MEMORY_MEGABYTES = 3 * 1024;
    private static final double MONGO_MILLIS = 500;
    private static final double CLICKHOUSE_MILLIS = 2_000;
    private static final double LATE_MILLIS = 1_000;

    private final Figures figures;
    private final SmokeSize size;
    private final Random random;
    private final String run;
    private final List<SmokePost> posts = new ArrayList<>();
    private final List<Double> late = new ArrayList<>();

    SmokeTrial(Figures figures, SmokeSize size, long seed) {
        this.figures = figures;
        this.size = size;
        this.random = new Random(seed);
        this.run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    }

    /** On an installation of its own, with a crash and a restart. */
    void run(Installation installation) throws IOException, InterruptedException {
        figures.show("start to ready, empty folder", installation.start(), "s");
        NetworksControl networks = new NetworksControl(installation.control());
        SmokeUser user = SmokeUser.signUp(new HttpApi(installation.api()), networks, run);
        publishOnTime(user);

        draftAndSchedule(user, size.dueWhileDead(), Instant.now().plusSeconds(3));
        figures.show("killed to ready again", installation.killAndAwait(Part.PRODUCT), "s");
        awaitEnd(user);

        Set<SmokePost> before = Set.copyOf(posts);
        draftAndSchedule(user, size.dueAfterRestart(), Instant.now().plusSeconds(15));
        figures.show("asked to stop to stopped", installation.stop(), "s");
        figures.hold("start to ready, warm folder", installation.start(), "s", WARM_START_SECONDS);
        Instant ready = Instant.now();
        awaitEnd(user);
        posts.stream()
                .filter(post -> !before.contains(post) && post.due().isAfter(ready))
                .forEach(post -> late.addAll(user.workspace().lateness(post.id())));

        measureAndCheck(user, networks);
        figures.hold("resident memory of the whole stack", installation.megabytes(), "MB", MEMORY_MEGABYTES);
        installation.stop();
    }

    /** On a stack that somebody else runs. */
    void run(URI api, URI control) {
        NetworksControl networks = new NetworksControl(control);
        SmokeUser user = SmokeUser.signUp(new HttpApi(api), networks, run);
        publishOnTime(user);
        draftAndSchedule(
                user,
                size.dueWhileDead() + size.dueAfterRestart(),
                Instant.now().plusSeconds(4));
        awaitEnd(user);
        measureAndCheck(user, networks);
    }

    private void publishOnTime(SmokeUser user) {
        draftAndSchedule(user, size.onTime(), Instant.now().plusSeconds(4));
        awaitEnd(user);
        posts.forEach(post -> late.addAll(user.workspace().lateness(post.id())));
    }

    /** Every fifth post goes to all accounts, the others to one each; two are due in each second. */
    private void draftAndSchedule(SmokeUser user, int count, Instant from) {
        List<SmokePost> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = posts.size() + drafts.size();
            List<SmokeAccount> targets = number % 5 == 0
                    ? user.accounts()
                    : List.of(user.accounts().get(number % user.accounts().size()));
            String text = String.format(
                    Locale.ROOT, "Smoke %s no. %d: %08x https://example.com/%d", run, number, random.nextInt(), number);
            String id = user.workspace()
                    .draft(text, targets.stream().map(SmokeAccount::id).toList());
            drafts.add(new SmokePost(id, text, targets, from));
        }
        Instant first = from.isAfter(Instant.now().plusSeconds(2))
                ? from
                : Instant.now().plusSeconds(3);
        for (int i = 0; i < count; i++) {
            SmokePost draft = drafts.get(i);
            Instant due = schedule(user, draft, first.plusSeconds(i / 2));
            posts.add(new SmokePost(draft.id(), draft.text(), draft.targets(), due));
        }
    }

    /** As planned; later on a machine so slow that the time passes while it is being asked. */
    private static Instant schedule(SmokeUser user, SmokePost draft, Instant planned) {
        Instant due = planned;
        for (int slack = FIRST_SLACK_SECONDS; ; slack *= 2) {
            try {
                return user.workspace().schedule(draft.id(), due);
            } catch (ApiException e) {
                if (!e.code().equals("SCHEDULE_IN_PAST") || slack > LAST_SLACK_SECONDS) {
                    throw e;
                }
                due = Instant.now().plusSeconds(slack);
            }
        }
    }

    private void awaitEnd(SmokeUser user) {
        for (SmokePost post : posts) {
            Waiting.until(
                    PUBLISHED_WITHIN,
                    "post " + post.id() + " has ended",
                    () -> ENDED.contains(
                            user.workspace().post(post.id()).path("state").asString()));
        }
    }

    private void measureAndCheck(SmokeUser user, NetworksControl networks) {
        for (SmokePost post : posts) {
            user.workspace()
                    .post(post.id())
                    .path("targets")
                    .forEach(target -> user.workspace().measure(post.id(), target, 100L + random.nextInt(1_000)));
        }
        new SmokeChecks(figures, user, networks).check(posts);
        show("command", user.workspace().commands, null);
        show("command to visible in MongoDB", user.workspace().mongo, MONGO_MILLIS);
        show("command to visible in ClickHouse", user.workspace().clickHouse, CLICKHOUSE_MILLIS);
        show("publishing after its due time", late, LATE_MILLIS);
    }

    private void show(String what, Collection<Double> millis, Double bar) {
        figures.show(what + ", p50", Figures.percentile(millis, 0.5), "ms");
        double p99 = Figures.percentile(millis, 0.99);
        if (bar == null) {
            figures.show(what + ", p99", p99, "ms");
        } else {
            figures.hold(what + ", p99", p99, "ms", bar);
        }
    }
}
