package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postledger.api.post.FailedPublication;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PostPublishingFailed;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Posts on their way out, and what a network can do to them: however it answers, a text is there once or not at all. */
class PublishingIT extends ProductIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One for each store: the network refuses a text that it has from the same account. */
    private final String handle =
            "pub_" + Integer.toHexString(getClass().getName().hashCode());

    private Http http;
    private String workspace;
    private String account;

    @BeforeAll
    void aWorkspaceWithAnAccount() {
        http = signUp();
        workspace = createWorkspace(http);
        account = connect(http, workspace, handle);
    }

    private void fault(String fault) {
        HttpResponse<String> answer =
                exchange(HttpRequest.newBuilder(NETWORKS.control().resolve("/faults"))
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"account\":\"" + handle + "\",\"endpoint\":\"tweets.create\"," + fault + "}")));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private String scheduled(String text) {
        return schedule(draft(text), LocalDateTime.now(ZoneOffset.UTC).plusSeconds(2));
    }

    private String draft(String text) {
        return http.post(workspace + "/posts", "{\"text\":\"" + text + "\",\"targets\":[\"" + account + "\"]}")
                .json()
                .path("id")
                .asString();
    }

    private String schedule(String post, LocalDateTime at) {
        Http.Answer answer =
                http.post(workspace + "/posts/" + post + "/schedule", "{\"at\":\"" + at + "\",\"timeZone\":\"UTC\"}");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return post;
    }

    private void awaitEvent(String post, String name) {
        await().atMost(PATIENCE).until(() -> events(post, name) == 1);
    }

    /** How often the network really has this text: the ground truth, which the product never sees. */
    private long timesOnTheNetwork(String text) {
        return exchange(HttpRequest.newBuilder(NETWORKS.control().resolve("/truth/x/tweets?account=" + handle)))
                .body()
                .lines()
                .map(JSON::readTree)
                .filter(tweet -> tweet.path("text").asString().equals(text))
                .count();
    }

    /** The events of a post's one publication, oldest first. */
    private List<String> publicationEvents(String post) {
        String publication = log.events(post, PostPublishingBegun.class)
                .findFirst()
                .orElseThrow()
                .publications()
                .get(0)
                .publicationId();
        return log.names(publication);
    }

    @Test
    void givenNetworkWell_whenDue_thenPublishedOnceWithIntentBeforeOutcome() {
        String post = scheduled("all is well");
        awaitEvent(post, "post.PostPublished");

        assertThat(timesOnTheNetwork("all is well")).isEqualTo(1);
        assertThat(publicationEvents(post))
                .containsExactly(
                        "publication.PublicationRequested",
                        "publication.PublicationAttemptStarted",
                        "publication.PublicationPublished");
    }

    @Test
    void givenConnectionResetAfterTheNetworkTookIt_whenLookedUp_thenPublishedOnce() {
        fault("\"kind\":\"RESET_AFTER_COMMIT\"");
        String post = scheduled("reset after commit");
        awaitEvent(post, "post.PostPublished");

        assertThat(timesOnTheNetwork("reset after commit")).isEqualTo(1);
        assertThat(publicationEvents(post))
                .startsWith(
                        "publication.PublicationRequested",
                        "publication.PublicationAttemptStarted",
                        "publication.PublicationOutcomeUnknown")
                .endsWith("publication.PublicationPublished");
    }

    @Test
    void givenErrorAfterTheNetworkTookIt_whenLookedUp_thenPublishedOnce() {
        fault("\"kind\":\"ERROR_AFTER_COMMIT\"");
        String post = scheduled("error after commit");
        awaitEvent(post, "post.PostPublished");

        assertThat(timesOnTheNetwork("error after commit")).isEqualTo(1);
    }

    @Test
    void givenTooManyCalls_whenDue_thenPublishedLaterOnce() {
        fault("\"kind\":\"RATE_LIMITED\",\"delayMs\":3000");
        String post = scheduled("one at a time");
        awaitEvent(post, "post.PostPublished");

        assertThat(timesOnTheNetwork("one at a time")).isEqualTo(1);
        assertThat(publicationEvents(post)).contains("publication.PublicationAttemptNotSent");
    }

    @Test
    void givenAccessTokensExpired_whenDue_thenRefreshedAndPublishedOnce() {
        fault("\"kind\":\"EXPIRE_TOKENS\"");
        String post = scheduled("after a refresh");
        awaitEvent(post, "post.PostPublished");

        assertThat(timesOnTheNetwork("after a refresh")).isEqualTo(1);
    }

    @Test
    void givenTextThatTheNetworkHas_whenDue_thenFailedWithTheNetworksReason() {
        awaitEvent(scheduled("the same again"), "post.PostPublished");
        String post = scheduled("the same again");
        awaitEvent(post, "post.PostPublishingFailed");

        assertThat(timesOnTheNetwork("the same again")).isEqualTo(1);
        assertThat(log.events(post, PostPublishingFailed.class)
                        .findFirst()
                        .orElseThrow()
                        .failed())
                .extracting(FailedPublication::reason)
                .containsExactly("DUPLICATE_CONTENT");
    }

    @Test
    void givenScheduledPost_whenCancelledBeforeDue_thenNeverSent() {
        String post = draft("cancelled");
        String next = draft("after the cancelled");
        LocalDateTime at = LocalDateTime.now(ZoneOffset.UTC).plusSeconds(4);
        schedule(post, at);
        assertThat(http.delete(workspace + "/posts/" + post + "/schedule").status())
                .isEqualTo(200);

        // A post that is due after the cancelled one has gone out: had that been sent, it would be there by now.
        String later = schedule(next, at.plusSeconds(1));
        awaitEvent(later, "post.PostPublished");

        assertThat(timesOnTheNetwork("cancelled")).isZero();
        assertThat(events(post, "post.PostPublishingBegun")).isZero();
    }

    @Test
    void givenPublishedPost_thenNoTokenIsInTheLog() throws Exception {
        String post = scheduled("no token in the log");
        awaitEvent(post, "post.PostPublished");

        assertThat(log.texts())
                .anyMatch(text -> text.contains(post))
                .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("token\""));
    }
}
