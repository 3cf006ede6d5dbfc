package io.postledger.trial.smoke;

import io.postledger.trial.ApiException;
import io.postledger.trial.HttpApi;
import io.postledger.trial.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A user's workspace in the trial: every step goes over HTTP, and its time is noted. */
final class SmokeWorkspace {
    private static final Duration VISIBLE = Duration.ofSeconds(30);

    private final HttpApi http;
    private final String path;

    /** Milliseconds of every command, and from the answer of a command to its sight in a view. */
    final ConcurrentLinkedQueue<Double> commands = new ConcurrentLinkedQueue<>();

    final ConcurrentLinkedQueue<Double> mongo = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Double> clickHouse = new ConcurrentLinkedQueue<>();

    SmokeWorkspace(HttpApi http, String workspaceId) {
        this.http = http;
        this.path = "/api/workspaces/" + workspaceId;
    }

    HttpApi http() {
        return http;
    }

    String path(String rest) {
        return path + rest;
    }

    private HttpApi.Written timed(Supplier<HttpApi.Written> command) {
        long begin = System.nanoTime();
        HttpApi.Written written = command.get();
        commands.add((System.nanoTime() - begin) / 1e6);
        return written;
    }

    /** Drafts a post and waits until its view shows it. */
    String draft(String text, List<String> accounts) {
        HttpApi.Written written =
                timed(() -> http.post(path("/posts"), Map.of("text", text, "targets", accounts), null));
        long begin = System.nanoTime();
        Waiting.until(VISIBLE, "the view shows post " + written.id(), () -> shows(written));
        mongo.add((System.nanoTime() - begin) / 1e6);
        return written.id();
    }

    private boolean shows(HttpApi.Written written) {
        try {
            return post(written.id()).path("version").asLong() >= written.version();
        } catch (ApiException e) {
            if (e.code().equals("POST_NOT_FOUND")) {
                return false;
            }
            throw e;
        }
    }

    /** Schedules at a whole second; the instant it is due. */
    Instant schedule(String post, Instant about) {
        Instant due = about.truncatedTo(ChronoUnit.SECONDS);
        timed(() -> http.post(
                path("/posts/" + post + "/schedule"),
                Map.of("at", LocalDateTime.ofInstant(due, ZoneOffset.UTC).toString(), "timeZone", "UTC"),
                null));
        return due;
    }

    JsonNode post(String id) {
        return http.get(path("/posts/" + id));
    }

    List<JsonNode> history(String post) {
        return StreamSupport.stream(
                        http.get(path("/posts/" + post + "/history"))
                                .path("entries")
                                .spliterator(),
                        false)
                .toList();
    }

    /** Milliseconds from the time a post was due to each attempt event of its deliveries. */
    List<Double> lateness(String post) {
        Instant due = Instant.parse(post(post).path("dueAt").asString());
        List<Double> late = new ArrayList<>();
        for (JsonNode entry : history(post)) {
            if (entry.path("event").asString().equals("publication.PublicationAttemptStarted")
                    && entry.path("data").path("attempt").asInt() == 1) {
                late.add(Duration.between(due, Instant.parse(entry.path("at").asString()))
                                .toNanos()
                        / 1e6);
            }
        }
        return late;
    }

    /** Ingests one reading of a delivery and waits until the post's metrics show it. */
    void measure(String post, JsonNode target, long impressions) {
        Instant observed = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String publication = target.path("publicationId").asString();
        timed(() -> http.post(
                path("/metrics/batches"),
                Map.of(
                        "source", "smoke-" + publication,
                        "accountId", target.path("accountId").asString(),
                        "windowStart", observed.minusSeconds(3600).toString(),
                        "windowEnd", observed.plusMillis(1).toString(),
                        "readings",
                                List.of(Map.of(
                                        "publicationId", publication,
                                        "observedAt", observed.toString(),
                                        "counters", Map.of("impressions", impressions, "likes", impressions / 20)))),
                null));
        long begin = System.nanoTime();
        String query = path("/posts/" + post + "/metrics?granularity=READING&from=" + observed.minusSeconds(1) + "&to="
                + observed.plusSeconds(1));
        Waiting.until(
                VISIBLE,
                "the metrics show the reading of " + publication,
                () -> StreamSupport.stream(http.get(query).path("points").spliterator(), false)
                        .anyMatch(point -> point.path("publicationId")
                                        .asString()
                                        .equals(publication)
                                && point.path("counters").path("impressions").asLong() == impressions));
        clickHouse.add((System.nanoTime() - begin) / 1e6);
    }
}
