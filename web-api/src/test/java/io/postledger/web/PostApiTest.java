package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.CommandResult;
import io.postledger.api.MessageContext;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.Platform;
import io.postledger.api.media.MediaChoice;
import io.postledger.api.metrics.IngestMetrics;
import io.postledger.api.metrics.MetricsBatchId;
import io.postledger.api.post.DraftPost;
import io.postledger.api.post.EditPost;
import io.postledger.api.post.FindPost;
import io.postledger.api.post.FindPosts;
import io.postledger.api.post.ImportPost;
import io.postledger.api.post.PostPage;
import io.postledger.api.post.PostState;
import io.postledger.api.post.PostView;
import io.postledger.api.post.ReschedulePost;
import io.postledger.api.post.Schedule;
import io.postledger.api.post.SchedulePost;
import io.postledger.api.publication.PublicationState;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostApiTest extends WebTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private PostView view(PostState state, PublicationState delivery, long version) {
        return new PostView(
                post.value(),
                state,
                "Hello",
                List.of(),
                1,
                null,
                null,
                null,
                List.of(new PostView.TargetView(
                        account.value(),
                        Platform.X,
                        Map.of(),
                        publication.value(),
                        delivery,
                        1,
                        null,
                        null,
                        null,
                        null)),
                "user:" + user,
                NOON,
                NOON,
                version);
    }

    @Test
    void givenBody_whenDrafting_thenCreatedWithLocationAndVersion() {
        rooms.onCommand(
                DraftPost.class, command -> new CommandResult(command.postId().value(), 0));

        Http.Answer answer = http.post(path("/posts"), """
                {"postId":"%s","text":"Hello","targets":["%s"]}""".formatted(post, account));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(path("/posts/" + post));
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        assertThat(rooms.received(DraftPost.class).getPayload())
                .isEqualTo(new DraftPost(post, "Hello", List.of(account)));
    }

    @Test
    void givenMediaAndOptions_whenDraftingAndEditing_thenTheCommandsHaveThem() {
        rooms.onCommand(
                DraftPost.class, command -> new CommandResult(command.postId().value(), 0));
        rooms.onCommand(
                EditPost.class, command -> new CommandResult(command.postId().value(), 1));
        String content = """
                "text":"","targets":["%s"],"media":[{"mediaId":"%s","altText":"Gears"}],
                "options":{"%s":{"title":"Engines","text":"Here"}}}""".formatted(account, media, account);

        assertThat(http.post(path("/posts"), "{\"postId\":\"" + post + "\"," + content)
                        .status())
                .isEqualTo(201);
        assertThat(http.put(path("/posts/" + post + "/content"), "{" + content).status())
                .isEqualTo(200);

        List<MediaChoice> choices = List.of(new MediaChoice(media, "Gears"));
        Map<AccountId, Map<String, String>> options = Map.of(account, Map.of("title", "Engines", "text", "Here"));
        assertThat(rooms.received(DraftPost.class).getPayload())
                .isEqualTo(new DraftPost(post, "", List.of(account), choices, options));
        assertThat(rooms.received(EditPost.class).getPayload())
                .isEqualTo(new EditPost(post, "", List.of(account), choices, options));
    }

    @Test
    void givenMediaOrOptionsThatCannotBe_whenDrafting_thenRefused() {
        Map<String, String> refusals = new LinkedHashMap<>();
        refusals.put("\"media\":[{\"altText\":\"a\"}]", "VALUE_INVALID");
        refusals.put("\"media\":[null]", "VALUE_INVALID");
        refusals.put("\"media\":[{\"mediaId\":\"post_01jd8y3e4f7z9k2m5n6p7q8r9s\"}]", "INVALID_ID");
        refusals.put("\"media\":[{\"mediaId\":\"" + media + "\",\"width\":1}]", "UNKNOWN_FIELD");
        refusals.put("\"options\":{\"" + account + "\":null}", "VALUE_INVALID");
        refusals.put("\"options\":{\"" + account + "\":{\"title\":null}}", "VALUE_INVALID");
        refusals.put("\"options\":{\"" + account + "\":{\"title\":1}}", "WRONG_TYPE");
        refusals.put("\"options\":{\"nobody\":{}}", "WRONG_TYPE");
        refusals.forEach((field, code) -> {
            Http.Answer answer = http.post(path("/posts"), "{\"text\":\"a\",\"targets\":[]," + field + "}");
            assertThat(answer.status()).as(field).isEqualTo(400);
            assertThat(answer.code()).as(field).isEqualTo(code);
        });
        assertThat(rooms.receivedNone(DraftPost.class)).isTrue();
    }

    @Test
    void givenSchedule_whenPostedAndPut_thenScheduledAndMoved() {
        rooms.onCommand(
                SchedulePost.class,
                command -> new CommandResult(command.postId().value(), 1));
        rooms.onCommand(
                ReschedulePost.class,
                command -> new CommandResult(command.postId().value(), 2));
        String body = "{\"at\":\"2026-10-25T02:30\",\"timeZone\":\"Europe/Berlin\",\"occurrence\":\"LATER\"}";

        assertThat(http.post(path("/posts/" + post + "/schedule"), body).status())
                .isEqualTo(200);
        assertThat(http.put(path("/posts/" + post + "/schedule"), body).status())
                .isEqualTo(200);

        Schedule schedule =
                new Schedule(LocalDateTime.parse("2026-10-25T02:30"), "Europe/Berlin", Schedule.Occurrence.LATER);
        assertThat(rooms.received(SchedulePost.class).getPayload()).isEqualTo(new SchedulePost(post, schedule));
        assertThat(rooms.received(ReschedulePost.class).getPayload()).isEqualTo(new ReschedulePost(post, schedule));
    }

    @Test
    void givenSettledPost_whenAskedAgainWithItsTag_thenNotModified() {
        rooms.onQuery(
                FindPost.class, PostView.class, query -> view(PostState.PUBLISHED, PublicationState.PUBLISHED, 7));

        Http.Answer first = http.get(path("/posts/" + post + "?atLeastVersion=7"));
        Http.Answer again = http.with("If-None-Match", first.header("ETag")).get(path("/posts/" + post));

        assertThat(first.header("ETag")).isEqualTo("\"7\"");
        assertThat(first.json().path("createdAt").asString()).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.raw().body()).isEmpty();
    }

    @Test
    void givenPostOnItsWay_whenADeliveryMoves_thenTheTagMovesThoughTheVersionDoesNot() {
        rooms.onQuery(FindPost.class, PostView.class, query -> view(PostState.PUBLISHING, PublicationState.SENDING, 7));
        String sending = http.get(path("/posts/" + post)).header("ETag");
        rooms.onQuery(FindPost.class, PostView.class, query -> view(PostState.PUBLISHING, PublicationState.UNKNOWN, 7));

        Http.Answer unknown = http.with("If-None-Match", sending).get(path("/posts/" + post));

        assertThat(sending).startsWith("\"7.");
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.header("ETag")).startsWith("\"7.").isNotEqualTo(sending);
    }

    @Test
    void givenFilters_whenListing_thenTheQueryHasThem() {
        rooms.onQuery(FindPosts.class, PostPage.class, query -> new PostPage(List.of(), "next"));

        Http.Answer answer = http.get(path("/posts?state=SCHEDULED&account=" + account + "&cursor=abc&limit=7"));

        assertThat(answer.json().path("nextCursor").asString()).isEqualTo("next");
        assertThat(rooms.received(FindPosts.class).getPayload())
                .isEqualTo(new FindPosts(PostState.SCHEDULED, account, "abc", 7));
    }

    @Test
    void givenWhatWasWritten_whenListing_thenTheQueryAsksToBeShownIt() {
        rooms.onQuery(FindPosts.class, PostPage.class, query -> new PostPage(List.of(), null));

        http.get(path("/posts?atLeast=" + post + ":3&atLeast=" + post + ":4"));

        assertThat(rooms.received(FindPosts.class).getMetaData())
                .containsEntry(MessageContext.AT_LEAST, post + ":3," + post + ":4");
    }

    @Test
    void givenPostFromBefore_whenImported_thenCreated() {
        rooms.onCommand(
                ImportPost.class, command -> new CommandResult(command.postId().value(), 0));

        Http.Answer answer = http.post(path("/posts/imports"), """
                {"postId":"%s","publicationId":"%s","accountId":"%s","text":"Old","externalId":"17",
                 "uri":"https://x.com/ada/status/17","publishedAt":"2026-11-01T12:00:00Z"}""".formatted(post, publication, account));

        assertThat(answer.status()).isEqualTo(201);
        ImportPost sent = (ImportPost) rooms.received(ImportPost.class).getPayload();
        assertThat(sent.publishedAt()).isEqualTo(NOON);
        assertThat(sent.publicationId()).isEqualTo(publication);
    }

    @Test
    void givenReadings_whenIngested_thenTheBatchIsNamedByItsSourceAccountAndWindow() {
        rooms.onCommand(
                IngestMetrics.class,
                command -> new CommandResult(command.batchId().value(), 0));
        Instant end = NOON.plusSeconds(3600);

        Http.Answer answer = http.post(path("/metrics/batches"), """
                {"source":"x-export","accountId":"%s","windowStart":"%s","windowEnd":"%s",
                 "readings":[{"publicationId":"%s","observedAt":"%s","counters":{"likes":3}}]}""".formatted(account, NOON, end, publication, NOON));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("id").asString())
                .isEqualTo(MetricsBatchId.of("x-export", account, NOON, end).value());
        IngestMetrics sent = (IngestMetrics) rooms.received(IngestMetrics.class).getPayload();
        assertThat(sent.readings()).singleElement().satisfies(reading -> {
            assertThat(reading.counters().likes()).isEqualTo(3);
            assertThat(reading.counters().impressions()).isNull();
        });
    }
}
