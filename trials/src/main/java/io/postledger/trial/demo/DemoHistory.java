package io.postledger.trial.demo;

import io.postledger.trial.ApiException;
import io.postledger.trial.HttpApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Thirty days of posts from before Postledger, with the readings that an export of the network would hold. */
final class DemoHistory {
    static final int DAYS = 30;

    private static final int POSTS_A_DAY = 2;
    private static final String SOURCE = "demo-export";
    private static final Duration READ_EVERY = Duration.ofHours(6);

    /** After this a post has hardly any new readers, and the export no longer shows it. */
    private static final Duration READ_FOR = Duration.ofDays(4);

    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Asia/Tokyo");
    private static final List<Double> REACHES = List.of(2_400.0, 900.0, 350.0);
    private static final List<String> TOPICS = List.of(
            "a question that readers asked us",
            "a chart from last week",
            "a short guide",
            "a look behind the scenes",
            "an old post that aged well");

    private final HttpApi http;
    private final Clock clock;
    private final List<DemoAccount> accounts;

    /** A post of one account, before Postledger. */
    record Past(String name, Instant publishedAt) {
        String post() {
            return DemoIds.of("post", name);
        }

        String publication() {
            return DemoIds.of("pub", name);
        }
    }

    DemoHistory(HttpApi http, Clock clock, List<DemoAccount> accounts) {
        this.http = http;
        this.clock = clock;
        this.accounts = accounts;
    }

    void create() {
        LocalDate end = end();
        for (int i = 0; i < accounts.size(); i++) {
            DemoAccount account = accounts.get(i);
            Audience audience = new Audience(ZoneId.of(ZONES.get(i % ZONES.size())), REACHES.get(i % REACHES.size()));
            List<Past> posts = posts(account.handle(), end);
            for (int n = 0; n < posts.size(); n++) {
                importPost(account, posts.get(n), n);
            }
            for (LocalDate day = end.minusDays(DAYS); day.isBefore(end); day = day.plusDays(1)) {
                ingest(account, audience, day, posts);
            }
        }
    }

    /** The day (UTC) that the history ends before: today, or the day that an earlier run made it on. */
    private LocalDate end() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Past first = posts(accounts.get(0).handle(), today).get(0);
        try {
            Instant made = Instant.parse(http.get(DemoWorkspace.PATH + "/posts/" + first.post())
                    .path("targets")
                    .path(0)
                    .path("publishedAt")
                    .asString());
            return LocalDate.ofInstant(made, ZoneOffset.UTC).plusDays(DAYS);
        } catch (ApiException e) {
            if (!e.code().equals("POST_NOT_FOUND")) {
                throw e;
            }
            return today;
        }
    }

    /** The same names and times of day on every run; only the days depend on {@code end}. */
    static List<Past> posts(String handle, LocalDate end) {
        Random random = new Random(handle.hashCode());
        List<Past> posts = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            Instant midnight =
                    end.minusDays(DAYS - day).atStartOfDay(ZoneOffset.UTC).toInstant();
            for (int n = 0; n < POSTS_A_DAY; n++) {
                int minute = random.nextInt(24 * 60 - 1);
                posts.add(new Past(handle + "-" + day + "-" + n, midnight.plus(Duration.ofMinutes(minute))));
            }
        }
        return posts;
    }

    private void importPost(DemoAccount account, Past past, int number) {
        String externalId =
                Long.toString(1_700_000_000_000_000_000L + (past.name().hashCode() & 0xFFFFFFFFL));
        http.post(
                DemoWorkspace.PATH + "/posts/imports",
                Map.of(
                        "postId", past.post(),
                        "publicationId", past.publication(),
                        "accountId", account.id(),
                        "text", "No. " + (number + 1) + ": " + TOPICS.get(number % TOPICS.size()),
                        "externalId", externalId,
                        "uri", "https://x.com/" + account.handle() + "/status/" + externalId,
                        "publishedAt", past.publishedAt().toString()),
                "demo-import-" + past.name());
    }

    private void ingest(DemoAccount account, Audience audience, LocalDate day, List<Past> posts) {
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Map<String, Object>> readings = new ArrayList<>();
        for (Past post : posts) {
            for (Instant at = start.plus(READ_EVERY).minusMillis(1); at.isBefore(end); at = at.plus(READ_EVERY)) {
                if (at.isAfter(post.publishedAt())
                        && at.isBefore(post.publishedAt().plus(READ_FOR))) {
                    readings.add(Map.of(
                            "publicationId",
                            post.publication(),
                            "observedAt",
                            at.toString(),
                            "counters",
                            audience.counters(post.name(), post.publishedAt(), at)));
                }
            }
        }
        if (readings.isEmpty()) {
            return;
        }
        http.post(
                DemoWorkspace.PATH + "/metrics/batches",
                Map.of(
                        "source", SOURCE,
                        "accountId", account.id(),
                        "windowStart", start.toString(),
                        "windowEnd", end.toString(),
                        "readings", readings),
                "demo-metrics-" + account.handle() + "-" + day);
    }
}
