package io.postledger.trial.demo;

import io.postledger.trial.HttpApi;
import io.postledger.trial.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Posts in every state that a post can rest in. The failures are real: an account is taken away before they are due. */
final class DemoPosts {
    /** Enough to give up an account's grant before the posts that need it are due. */
    private static final Duration SOON = Duration.ofSeconds(6);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** A publication comes to these; what is held for an account that was taken away stays so for a week. */
    private static final Set<String> SETTLED = Set.of("PUBLISHED", "FAILED", "HELD");

    private final HttpApi http;
    private final Clock clock;
    private final List<DemoAccount> accounts;

    DemoPosts(HttpApi http, Clock clock, List<DemoAccount> accounts) {
        this.http = http;
        this.clock = clock;
        this.accounts = accounts;
    }

    List<DemoAccount> accounts() {
        return accounts;
    }

    void create() {
        String first = accounts.get(0).id();
        String second = accounts.get(1).id();
        String leaving = accounts.get(2).id();

        draft("idea", "A thread on how we count what matters, and what we stopped counting", List.of());
        draft("launch-notes", "Release notes for the winter version: what is new, what is faster", List.of(first));
        draft("thanks", "Thank you for ten thousand readers. Here is what you liked most", List.of(first, second));
        http.put(
                DemoWorkspace.PATH + "/posts/" + DemoIds.of("post", "thanks") + "/content",
                Map.of(
                        "text",
                        "Thank you for ten thousand readers! Here is what you liked most: https://example.com/best",
                        "targets",
                        List.of(first, second)),
                "demo-edit-thanks");

        upcoming(
                "webinar",
                "Tomorrow: an hour on reading your own history. Join us",
                List.of(first),
                1,
                "Europe/Berlin");
        upcoming("interview", "An interview with our first customer", List.of(second), 2, "America/New_York");
        upcoming("roadmap", "What we build next, and why", List.of(first, second), 5, "Asia/Tokyo");

        draft("withdrawn", "Never mind", List.of(first));
        http.delete(DemoWorkspace.PATH + "/posts/" + DemoIds.of("post", "withdrawn"), "demo-delete-withdrawn");

        List<String> sent = List.of(
                now("hello", "Hello from Postledger: every post with its whole history", List.of(first)),
                now("both", "The same news in two places, each delivered by itself", List.of(first, second)),
                now("half", "This one reaches one account and waits for another", List.of(first, leaving)),
                now("missed", "This one waits: its account was taken away", List.of(leaving)));
        http.delete(DemoWorkspace.PATH + "/accounts/" + leaving, "demo-disconnect");
        sent.forEach(this::awaitSettled);
    }

    private void draft(String name, String text, List<String> targets) {
        http.post(
                DemoWorkspace.PATH + "/posts",
                Map.of("postId", DemoIds.of("post", name), "text", text, "targets", targets),
                "demo-draft-" + name);
    }

    private void upcoming(String name, String text, List<String> targets, int days, String zone) {
        draft(name, text, targets);
        LocalDateTime morning = LocalDateTime.ofInstant(clock.instant(), ZoneId.of(zone))
                .plusDays(days)
                .truncatedTo(ChronoUnit.DAYS)
                .plusHours(9)
                .plusMinutes(30);
        schedule(name, morning, zone);
    }

    private String now(String name, String text, List<String> targets) {
        draft(name, text, targets);
        schedule(name, LocalDateTime.ofInstant(clock.instant().plus(SOON), ZoneOffset.UTC), "UTC");
        return name;
    }

    private void schedule(String name, LocalDateTime at, String zone) {
        http.post(
                DemoWorkspace.PATH + "/posts/" + DemoIds.of("post", name) + "/schedule",
                Map.of("at", at.truncatedTo(ChronoUnit.SECONDS).toString(), "timeZone", zone),
                "demo-schedule-" + name);
    }

    private void awaitSettled(String name) {
        Waiting.until(PATIENCE, "post " + name + " has gone out as far as it can", () -> {
            JsonNode targets = http.get(DemoWorkspace.PATH + "/posts/" + DemoIds.of("post", name))
                    .path("targets");
            return !targets.isEmpty()
                    && targets.valueStream()
                            .allMatch(target ->
                                    SETTLED.contains(target.path("state").asString()));
        });
    }
}
