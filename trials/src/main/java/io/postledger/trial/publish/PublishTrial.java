package io.postledger.trial.publish;

import io.postledger.trial.Figures;
import io.postledger.trial.HttpApi;
import io.postledger.trial.Installation;
import io.postledger.trial.NetworksControl;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Posts go out while everything is killed and the networks misbehave; then all is quiet, and every post is looked at. */
final class PublishTrial {
    /** Parked publications over all, at most. */
    private static final double PARKED_PERCENT = 1;

    /** Of the time; what was cut off last needs the rest to be looked up, found absent, and sent again. */
    private static final double KILLING = 0.7;

    private static final int SHOWN_FINDINGS = 8;

    private final Figures figures;
    private final PublishSize size;
    private final List<TrialNetwork> networks;
    private final long seed;
    private final PrintStream out;
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    PublishTrial(Figures figures, PublishSize size, List<TrialNetwork> networks, long seed, PrintStream out) {
        this.figures = figures;
        this.size = size;
        this.networks = networks;
        this.seed = seed;
        this.out = out;
    }

    /** @param gates the folder that the installation's product was told of */
    void run(Installation installation, StepGates gates) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long end = begin + size.patience().toNanos();
        figures.show("start to ready, empty folder", installation.start(), "s");
        NetworksControl control = new NetworksControl(installation.control());
        Map<String, Object> settings = new HashMap<>();
        networks.forEach(network -> settings.put(network.name(), network.settings()));
        control.change(settings);
        PublishUser user =
                PublishUser.signUp(new HttpApi(installation.api()), control, networks, size.accountsEach(), run);

        Trouble trouble = new Trouble(control, user.accounts(), new Random(seed + 1));
        Killing killing = new Killing(installation, gates, trouble, size, new Random(seed + 2), out);
        Posting posting = new Posting(user, run, () -> allowed(killing), killing::isOver, new Random(seed + 3));
        Reconnecting reconnecting = new Reconnecting(user, new Random(seed + 4));
        try (Crew crew = new Crew(trouble, posting, reconnecting)) {
            killing.run(begin + (long) (size.patience().toNanos() * KILLING));
            trouble.stop();
            crew.join("posting", end);
            new Quiet(user, control, out).await(posting.scheduled(), end);
            posting.stop();
            reconnecting.stop();
            crew.failures().forEach(failure -> figures.fell("a part of the trial failed: " + failure.getMessage()));
        }
        judge(user, control, posting.scheduled());
        tell(killing, trouble, reconnecting);
        installation.stop();
    }

    /** A quarter of the posts before the first kill, the others as the kills go on; more where a step waits for one. */
    private int allowed(Killing killing) {
        double share = killing.isOver() ? 1 : 0.25 + 0.75 * killing.progress();
        return (int) (size.posts() * share) + killing.awaitedPosts();
    }

    private void judge(PublishUser user, NetworksControl control, List<TrialPost> posts) {
        Map<String, JsonNode> views = new HashMap<>();
        posts.forEach(post -> views.put(post.id(), user.post(post)));
        Comparison comparison = new Comparison(posts, views, control.posts());
        figures.show("posts", posts.size(), "");
        figures.show("targets", comparison.targets(), "");
        for (Outcome outcome : Outcome.values()) {
            if (outcome.allowed) {
                figures.show(outcome.label, comparison.count(outcome), "");
            } else {
                figures.hold(outcome.label, comparison.count(outcome), "", 0);
            }
        }
        figures.hold("published, and linked to another post", comparison.otherIds(), "", 0);
        figures.hold(
                "parked, of all",
                100.0 * comparison.count(Outcome.PARKED) / Math.max(1, comparison.targets()),
                "%",
                PARKED_PERCENT);
        comparison.reasons().forEach((reason, count) -> out.printf(Locale.ROOT, "  %5d  %s%n", count, reason));
        comparison.findings().stream()
                .limit(SHOWN_FINDINGS)
                .forEach(finding -> tell(finding, user.history(finding.post())));
        if (posts.size() < size.posts()) {
            figures.fell("only " + posts.size() + " of " + size.posts() + " posts could be scheduled");
        }
    }

    private void tell(Comparison.Finding finding, List<JsonNode> history) {
        out.printf(
                Locale.ROOT,
                "%s: post %s to %s of %s: %s%n",
                finding.outcome().label,
                finding.post().id(),
                finding.account().handle(),
                finding.account().network().name(),
                finding.said());
        history.forEach(entry -> out.println("    " + entry.path("at").asString("") + " "
                + entry.path("event").asString("") + " "
                + entry.path("aggregateId").asString("") + " "
                + entry.path("data").toString()));
    }

    private void tell(Killing killing, Trouble trouble, Reconnecting reconnecting) {
        out.println("Faults asked for:");
        trouble.asked().forEach((kind, count) -> out.printf(Locale.ROOT, "  %5d  %s%n", count, kind));
        out.println("Accounts connected again: " + reconnecting.done());
        out.println("Kill points:");
        killing.points().forEach((point, count) -> out.printf(Locale.ROOT, "  %5d  %s%n", count, point));
        figures.show("processes killed", killing.done(), "");
        if (killing.left() > 0) {
            figures.fell(killing.left() + " kills were left when the time was over");
        }
        if (size.kills() >= StepGates.STEPS.size() && !killing.missing().isEmpty()) {
            figures.fell("nobody came to " + killing.missing() + " to be killed there");
        }
    }
}
