package io.postledger.trial.smoke;

import io.postledger.trial.Figures;
import io.postledger.trial.NetworksControl;
import io.postledger.trial.Waiting;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Whether every view, the history and the network itself say what was done. */
final class SmokeChecks {
    /** In the order of a post's life; those of its deliveries between. */
    private static final List<String> LIFE = List.of(
            "post.PostDrafted",
            "post.PostScheduled",
            "post.PostPublishingBegun",
            "publication.PublicationRequested",
            "publication.PublicationAttemptStarted",
            "publication.PublicationPublished",
            "post.PostPublished");

    private static final Duration ROLLED_UP = Duration.ofSeconds(10);

    private final Figures figures;
    private final SmokeUser user;
    private final NetworksControl networks;

    SmokeChecks(Figures figures, SmokeUser user, NetworksControl networks) {
        this.figures = figures;
        this.user = user;
        this.networks = networks;
    }

    private void require(boolean so, String otherwise) {
        if (!so) {
            figures.fell(otherwise);
        }
    }

    void check(List<SmokePost> posts) {
        checkNetwork(posts);
        checkContent(posts);
        posts.forEach(this::checkHistory);
        checkLists(posts);
        checkCalendar(posts);
        checkMetrics();
    }

    /** What counts in the end: each text on each of its accounts, once, and nothing else. */
    private void checkNetwork(List<SmokePost> posts) {
        for (SmokeAccount account : user.accounts()) {
            List<String> expected = new ArrayList<>(posts.stream()
                    .filter(post -> post.targets().contains(account))
                    .map(SmokePost::text)
                    .toList());
            List<String> posted = new ArrayList<>(networks.texts("x", account.handle()));
            Collections.sort(expected);
            Collections.sort(posted);
            require(
                    posted.equals(expected),
                    "the network has " + posted.size() + " posts of " + account.handle() + " where " + expected.size()
                            + " were meant, or others");
        }
    }

    private void checkContent(List<SmokePost> posts) {
        for (SmokePost post : posts) {
            JsonNode view = user.workspace().post(post.id());
            boolean published = view.path("state").asString().equals("PUBLISHED")
                    && view.path("text").asString().equals(post.text())
                    && view.path("targets").size() == post.targets().size()
                    && stream(view.path("targets")).allMatch(SmokeChecks::isLinked);
            require(published, "the content view does not show post " + post.id() + " as published with its links");
        }
    }

    private static boolean isLinked(JsonNode target) {
        return target.path("state").asString().equals("PUBLISHED")
                && target.path("uri").asString("").startsWith("http")
                && !target.path("publishedAt").isNull();
    }

    private void checkHistory(SmokePost post) {
        List<String> events = user.workspace().history(post.id()).stream()
                .map(entry -> entry.path("event").asString())
                .toList();
        List<Integer> positions = LIFE.stream().map(events::indexOf).toList();
        require(
                !positions.contains(-1) && positions.stream().sorted().toList().equals(positions),
                "the history of post " + post.id() + " is " + events);
        require(
                user.workspace().history(post.id()).stream()
                        .noneMatch(entry -> entry.path("actor").asString("").isEmpty()
                                || entry.path("requestId").asString("").isEmpty()),
                "an event of post " + post.id() + " does not say who made it, or for which request");
    }

    private void checkLists(List<SmokePost> posts) {
        Set<String> expected = posts.stream().map(SmokePost::id).collect(Collectors.toSet());
        Set<String> listed = stream(user.workspace()
                        .http()
                        .get(user.workspace().path("/posts?state=PUBLISHED&limit=200"))
                        .path("items"))
                .map(post -> post.path("postId").asString())
                .collect(Collectors.toSet());
        require(listed.equals(expected), "the list shows " + listed.size() + " published posts of " + expected.size());
        long connected = stream(user.workspace()
                        .http()
                        .get(user.workspace().path("/accounts"))
                        .path("items"))
                .filter(account -> account.path("state").asString().equals("CONNECTED"))
                .count();
        require(connected == user.accounts().size(), "the account view shows " + connected + " connected accounts");
    }

    private void checkCalendar(List<SmokePost> posts) {
        Set<YearMonth> months = posts.stream()
                .map(post -> YearMonth.from(post.due().atOffset(ZoneOffset.UTC)))
                .collect(Collectors.toSet());
        long entries = months.stream()
                .mapToLong(month -> user.workspace()
                        .http()
                        .get(user.workspace().path("/calendar/" + month + "?timeZone=UTC"))
                        .path("entries")
                        .size())
                .sum();
        require(entries == posts.size(), "the calendar shows " + entries + " posts of " + posts.size());
    }

    private void checkMetrics() {
        for (SmokeAccount account : user.accounts()) {
            Waiting.until(
                    ROLLED_UP,
                    "the daily metrics of " + account.handle() + " are there",
                    () -> !user.workspace()
                            .http()
                            .get(user.workspace().path("/metrics/daily?account=" + account.id()))
                            .path("days")
                            .isEmpty());
            int slots = user.workspace()
                    .http()
                    .get(user.workspace().path("/accounts/" + account.id() + "/best-times?count=5&timeZone=UTC"))
                    .path("slots")
                    .size();
            require(slots == 5, "of the 5 best times asked for, " + slots + " came");
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
