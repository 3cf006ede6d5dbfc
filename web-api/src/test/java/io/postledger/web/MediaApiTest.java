package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.CommandResult;
import io.postledger.api.account.FindPlatforms;
import io.postledger.api.account.Platform;
import io.postledger.api.account.PlatformList;
import io.postledger.api.account.PlatformView;
import io.postledger.api.media.BeginMediaUpload;
import io.postledger.api.media.FindMedia;
import io.postledger.api.media.FindMediaLibrary;
import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaPage;
import io.postledger.api.media.MediaUploadStarted;
import io.postledger.api.media.MediaView;
import io.postledger.api.media.RegisterMedia;
import io.postledger.api.workspace.Role;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaApiTest extends WebTest {
    private static final byte[] FILE = "0123456789 a file".getBytes(StandardCharsets.US_ASCII);
    private static final int LIMIT = 2 << 20;

    @BeforeEach
    void rooms() {
        rooms.onCommand(
                BeginMediaUpload.class,
                command -> new MediaUploadStarted(command.mediaId().value()));
        rooms.onCommand(
                RegisterMedia.class,
                command -> new CommandResult(command.mediaId().value(), 0));
    }

    private void inTheLibrary() {
        inTheLibrary(null);
    }

    private void inTheLibrary(@Nullable Instant purgedAt) {
        MediaFacts facts = vault.put(media.value(), FILE);
        rooms.onQuery(
                FindMedia.class,
                MediaView.class,
                query -> new MediaView(
                        media.value(),
                        facts.contentType(),
                        facts.bytes(),
                        facts.sha256(),
                        4,
                        3,
                        null,
                        "user:" + user,
                        Instant.parse("2026-11-01T12:00:00Z"),
                        false,
                        purgedAt,
                        0));
    }

    private Http.Answer upload(Http caller, BodyPublisher body, String type) {
        return caller.send("PUT", path("/media/" + media), body, type);
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    @Test
    void givenFile_whenPut_thenStoredThenRegistered() {
        Http.Answer answer = upload(http, BodyPublishers.ofByteArray(FILE), "text/plain");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(path("/media/" + media));
        assertThat(answer.json().path("id").asString()).isEqualTo(media.value());
        assertThat(rooms.received(RegisterMedia.class).getPayload()).isEqualTo(new RegisterMedia(media, media.value()));
        assertThat(vault.isEmpty()).isFalse();
    }

    @Test
    void givenNoIdButAKey_whenPostedTwice_thenOneId() {
        Http keyed = http.with("Idempotency-Key", "upload-0001");
        String first = keyed.send("POST", path("/media"), BodyPublishers.ofByteArray(FILE), "image/png")
                .json()
                .path("id")
                .asString();
        String again = keyed.send("POST", path("/media"), chunked(FILE), "image/png")
                .json()
                .path("id")
                .asString();

        assertThat(again).isEqualTo(first).startsWith("media_");
    }

    @Test
    void givenFileOfTheLimit_whenPut_thenTakenAndOneByteMoreIsNot() {
        assertThat(upload(http, BodyPublishers.ofByteArray(new byte[LIMIT]), "image/png")
                        .status())
                .isEqualTo(201);
        vault.empty();
        for (BodyPublisher body :
                List.of(BodyPublishers.ofByteArray(new byte[LIMIT + 1]), chunked(new byte[LIMIT + 1]))) {
            Http.Answer answer = upload(http, body, "image/png");
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("BODY_TOO_LARGE");
        }
        assertThat(vault.isEmpty()).isTrue();
    }

    @Test
    void givenForm_whenSent_thenRefused() {
        for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            Http.Answer answer = upload(http, BodyPublishers.ofByteArray(FILE), type);
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.code()).isEqualTo("MEDIA_TYPE_UNSUPPORTED");
        }
        assertThat(vault.isEmpty()).isTrue();
    }

    @Test
    void givenNobodyOrAStrangerOrAViewer_whenPut_thenNotAByteIsTaken() {
        assertThat(upload(anonymous, BodyPublishers.ofByteArray(FILE), null).code())
                .isEqualTo("NOT_AUTHENTICATED");
        rooms.member(workspace, user, Role.VIEWER);
        assertThat(upload(http, BodyPublishers.ofByteArray(FILE), null).code()).isEqualTo("NOT_PERMITTED");
        rooms.empty();
        rooms();
        assertThat(upload(http, BodyPublishers.ofByteArray(FILE), null).code()).isEqualTo("WORKSPACE_NOT_FOUND");
        assertThat(vault.isEmpty()).isTrue();
    }

    @Test
    void givenMedia_whenRead_thenAsItselfAndNothingElse() {
        inTheLibrary();

        Http.Answer answer = http.get(path("/media/" + media + "/content"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().body()).isEqualTo(new String(FILE, StandardCharsets.US_ASCII));
        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        assertThat(answer.header("Content-Disposition")).isEqualTo("inline; filename=\"" + media + ".png\"");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.raw().headers().allValues("X-Content-Type-Options")).hasSize(1);
        assertThat(answer.raw().headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; sandbox");
        assertThat(answer.header("Cache-Control")).contains("private").contains("immutable");
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
    }

    @Test
    void givenMedia_whenAskedAgainWithItsTag_thenNotModified() {
        inTheLibrary();
        String tag = http.get(path("/media/" + media + "/content")).header("ETag");

        assertThat(http.with("If-None-Match", tag)
                        .get(path("/media/" + media + "/content"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void givenMedia_whenARangeIsAsked_thenThatAlone() {
        inTheLibrary();
        String content = path("/media/" + media + "/content");

        Http.Answer part = http.with("Range", "bytes=2-4").get(content);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.raw().body()).isEqualTo("234");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 2-4/" + FILE.length);
        assertThat(part.header("Content-Type")).isEqualTo("image/png");
        assertThat(http.with("Range", "bytes=-4").get(content).raw().body()).isEqualTo("file");
        assertThat(http.with("Range", "bytes=900-").get(content).status()).isEqualTo(416);
    }

    @Test
    void givenMedia_whenOnlyHeadersAreAsked_thenItsLengthWithoutIt() {
        inTheLibrary();

        Http.Answer head = http.send("HEAD", path("/media/" + media + "/content"), BodyPublishers.noBody(), null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(FILE.length));
        assertThat(head.raw().body()).isEmpty();
    }

    @Test
    void givenLink_whenFetchedByAnybody_thenTheFileUntilItRunsOut() {
        MediaFacts facts = vault.put(media.value(), FILE);
        String link = links.path(media.value(), facts.sha256());

        assertThat(anonymous.get(link).raw().body()).isEqualTo(new String(FILE, StandardCharsets.US_ASCII));
        assertThat(anonymous.with("Range", "bytes=0-0").get(link).status()).isEqualTo(206);
        assertThat(anonymous.send("HEAD", link, BodyPublishers.noBody(), null).header("Content-Length"))
                .isEqualTo(String.valueOf(FILE.length));

        clock.advance(Duration.ofHours(7));
        assertNoLink(link);
    }

    @Test
    void givenMediaThatWasPurged_whenItsBytesAreAsked_thenToldSo_andWhatItWasIsKnown() {
        inTheLibrary(Instant.parse("2026-11-20T12:00:00Z"));

        Http.Answer content = http.get(path("/media/" + media + "/content"));
        assertThat(content.status()).isEqualTo(404);
        assertThat(content.code()).isEqualTo("MEDIA_PURGED");
        assertThat(http.get(path("/media/" + media)).json().path("purgedAt").asString())
                .isEqualTo("2026-11-20T12:00:00Z");
    }

    @Test
    void givenForgedLink_whenFetched_thenNothing() {
        MediaFacts facts = vault.put(media.value(), FILE);
        String link = links.path(media.value(), facts.sha256());
        char last = link.charAt(20);

        assertNoLink(link.substring(0, 20) + (last == 'A' ? 'B' : 'A') + link.substring(21));
        assertNoLink(link.replace(media.value(), "media_01jd8y3e4f7z9k2m5n6p7q8r9s"));
        assertNoLink("/media/AAAA/" + media);
        assertNoLink(links.path(media.value(), "00".repeat(32)));
    }

    private void assertNoLink(String link) {
        Http.Answer answer = anonymous.get(link);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("MEDIA_NOT_FOUND");
    }

    @Test
    void givenLink_whenWrittenTo_thenClosed() {
        assertThat(anonymous
                        .send("PUT", "/media/a/" + media, HttpRequest.BodyPublishers.noBody(), null)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void givenLibrary_whenListed_thenTheQueryHasThePage() {
        rooms.onQuery(FindMediaLibrary.class, MediaPage.class, query -> new MediaPage(List.of(), null));

        assertThat(http.get(path("/media?limit=7&cursor=" + media)).status()).isEqualTo(200);

        assertThat(rooms.received(FindMediaLibrary.class).getPayload())
                .isEqualTo(new FindMediaLibrary(media.value(), 7));
    }

    @Test
    void givenNetworks_whenAsked_thenWhatEachAsksFor() {
        PlatformView.Option board = new PlatformView.Option("board", true, 0, List.of(), "Where to pin it");
        rooms.onQuery(
                FindPlatforms.class,
                PlatformList.class,
                query -> new PlatformList(List.of(new PlatformView(Platform.PINTEREST, true, false, List.of(board)))));

        assertThat(http.get("/api/platforms")
                        .json()
                        .path("items")
                        .path(0)
                        .path("options")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("board");
        assertThat(anonymous.get("/api/platforms").status()).isEqualTo(401);
    }
}
