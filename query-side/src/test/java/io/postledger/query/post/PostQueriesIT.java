package io.postledger.query.post;

import static io.postledger.query.post.Posts.ACCOUNT;
import static io.postledger.query.post.Posts.OTHER_ACCOUNT;
import static io.postledger.query.post.Posts.begun;
import static io.postledger.query.post.Posts.drafted;
import static io.postledger.query.post.Posts.postId;
import static io.postledger.query.post.Posts.publicationId;
import static io.postledger.query.post.Posts.scheduled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.Platform;
import io.postledger.api.post.FindPost;
import io.postledger.api.post.FindPosts;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostImported;
import io.postledger.api.post.PostPage;
import io.postledger.api.post.PostPublished;
import io.postledger.api.post.PostScheduleCancelled;
import io.postledger.api.post.PostState;
import io.postledger.api.post.PostTarget;
import io.postledger.api.post.PostView;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.PublicationAttemptNotSent;
import io.postledger.api.publication.PublicationAttemptStarted;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.PublicationRequested;
import io.postledger.api.publication.PublicationState;
import io.postledger.query.QueryRig;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostQueriesIT {
    private static final String POST = postId(1);
    private static final String PUBLICATION = publicationId(1);
    private static final Exchange EXCHANGE = new Exchange(201, null, null, 12);
    private static final Instant PUBLISHED_AT = Instant.parse("2026-03-02T08:00:01.250Z");

    private QueryRig rig;

    @BeforeEach
    void open() {
        rig = new QueryRig();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void givenPublishedPost_whenFound_thenContentScheduleAndLink() {
        publishOne();
        rig.awaitCaughtUp();

        PostView post = rig.ask(new FindPost(new PostId(POST), null), PostView.class);

        assertThat(post)
                .isEqualTo(new PostView(
                        POST,
                        PostState.PUBLISHED,
                        "second",
                        List.of(),
                        2,
                        LocalDateTime.parse("2026-03-02T09:00"),
                        "Europe/Berlin",
                        Instant.parse("2026-03-02T08:00:00Z"),
                        List.of(new PostView.TargetView(
                                ACCOUNT,
                                Platform.X,
                                Map.of(),
                                PUBLICATION,
                                PublicationState.PUBLISHED,
                                2,
                                "1",
                                "https://x.test/1",
                                PUBLISHED_AT,
                                null)),
                        "user:user_01jd8y3e4f7z9k2m5n6p7q8r9s",
                        QueryRig.AT,
                        QueryRig.AT,
                        4));
    }

    @Test
    void givenAttemptNotSent_whenFound_thenRetryingWithReason() {
        rig.publish(POST, drafted(POST, QueryRig.WORKSPACE, "first", ACCOUNT));
        rig.publish(POST, scheduled(POST, LocalDateTime.parse("2026-03-02T09:00"), "Europe/Berlin"));
        rig.publish(POST, begun(POST, PUBLICATION));
        rig.awaitCaughtUp();
        assertThat(target().state())
                .as("before the publication itself is known")
                .isEqualTo(PublicationState.REQUESTED);

        requestAndFailOnce();
        rig.awaitCaughtUp();

        assertThat(target().state()).isEqualTo(PublicationState.RETRYING);
        assertThat(target().reason()).isEqualTo("RATE_LIMITED");
        assertThat(target().attempts()).isEqualTo(1);
    }

    @Test
    void givenImportedPost_whenFound_thenPublishedWithItsLink() {
        rig.publish(
                POST,
                new PostImported(
                        POST,
                        QueryRig.WORKSPACE,
                        PUBLICATION,
                        ACCOUNT,
                        Platform.X,
                        "old",
                        "9",
                        "https://x.test/9",
                        PUBLISHED_AT));
        rig.awaitCaughtUp();

        assertThat(target().state()).isEqualTo(PublicationState.PUBLISHED);
        assertThat(target().uri()).isEqualTo("https://x.test/9");
        assertThat(target().publishedAt()).isEqualTo(PUBLISHED_AT);
    }

    @Test
    void givenScheduleCancelledAndPostDeleted_whenFound_thenDraftThenDeleted() {
        rig.publish(POST, drafted(POST, QueryRig.WORKSPACE, "first", ACCOUNT));
        rig.publish(POST, scheduled(POST, LocalDateTime.parse("2026-03-02T09:00"), "Europe/Berlin"));
        rig.publish(POST, new PostScheduleCancelled(POST, 1));

        PostView cancelled = rig.ask(new FindPost(new PostId(POST), 2L), PostView.class);
        assertThat(cancelled.state()).isEqualTo(PostState.DRAFT);
        assertThat(cancelled.dueAt()).isNull();

        rig.publish(POST, new PostDeleted(POST));
        assertThat(rig.ask(new FindPost(new PostId(POST), 3L), PostView.class).state())
                .isEqualTo(PostState.DELETED);
        assertThat(page(null, null, null, 10).items()).isEmpty();
        assertThat(page(PostState.DELETED, null, null, 10).items()).hasSize(1);
    }

    @Test
    void givenForeignOrUnknownPost_whenAskedFor_thenNotFound() {
        rig.publish(POST, drafted(POST, QueryRig.FOREIGN, "theirs", ACCOUNT));
        rig.awaitCaughtUp();

        assertNotFound(() -> rig.ask(new FindPost(new PostId(POST), null), PostView.class));
        assertNotFound(() -> rig.ask(new FindPost(new PostId(POST), 0L), PostView.class));
        assertNotFound(() -> rig.ask(new FindPost(new PostId(postId(2)), null), PostView.class));
        assertThat(page(null, null, null, 10).items()).isEmpty();
        assertThat(rig.ask(QueryRig.FOREIGN, new FindPosts(null, null, null, 10), PostPage.class)
                        .items())
                .hasSize(1);
    }

    @Test
    void givenManyPosts_whenPaged_thenEachOnceNewestFirst() {
        for (int i = 0; i < 25; i++) {
            rig.publish(
                    postId(i),
                    drafted(postId(i), QueryRig.WORKSPACE, "post " + i, i % 2 == 0 ? ACCOUNT : OTHER_ACCOUNT));
        }
        rig.publish(postId(99), drafted(postId(99), QueryRig.FOREIGN, "theirs", ACCOUNT));
        rig.awaitCaughtUp();

        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            PostPage page = page(null, null, cursor, 10);
            page.items().forEach(post -> all.add(post.postId()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(all)
                .isEqualTo(IntStream.iterate(24, i -> i >= 0, i -> i - 1)
                        .mapToObj(Posts::postId)
                        .toList());
        assertThat(page(null, new AccountId(ACCOUNT), null, 200).items()).hasSize(13);
        assertThat(page(PostState.SCHEDULED, null, null, 200).items()).isEmpty();
    }

    @Test
    void givenImpossiblePage_whenAskedFor_thenRefused() {
        for (int limit : new int[] {0, 201}) {
            assertThatThrownBy(() -> page(null, null, null, limit))
                    .isInstanceOfSatisfying(
                            RejectedException.class,
                            e -> assertThat(e.code()).isEqualTo(RejectionCode.INVALID_REQUEST));
        }
        assertThatThrownBy(() -> page(null, null, "{$gt: ''}", 10))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.INVALID_ID));
    }

    @Test
    void givenPublishedPost_whenEveryViewIsRebuilt_thenTheSameContentAndTheSameAnswer() {
        publishOne();
        rig.awaitCaughtUp();
        Map<String, String> before = rig.events().hashes();
        PostView answer = rig.ask(new FindPost(new PostId(POST), null), PostView.class);

        rig.events().rebuildAll();

        assertThat(rig.events().hashes()).isEqualTo(before);
        assertThat(rig.ask(new FindPost(new PostId(POST), null), PostView.class))
                .isEqualTo(answer);
    }

    private void publishOne() {
        rig.publish(POST, drafted(POST, QueryRig.WORKSPACE, "first", ACCOUNT));
        rig.publish(POST, new PostEdited(POST, 2, "second", List.of(new PostTarget(ACCOUNT, Platform.X)), List.of()));
        rig.publish(POST, scheduled(POST, LocalDateTime.parse("2026-03-02T09:00"), "Europe/Berlin"));
        rig.publish(POST, begun(POST, PUBLICATION));
        requestAndFailOnce();
        rig.publish(PUBLICATION, new PublicationAttemptStarted(PUBLICATION, 2));
        rig.publish(
                PUBLICATION,
                new PublicationPublished(
                        PUBLICATION, 2, POST, ACCOUNT, "1", "https://x.test/1", PUBLISHED_AT, EXCHANGE));
        rig.publish(POST, new PostPublished(POST));
    }

    private void requestAndFailOnce() {
        rig.publish(
                PUBLICATION,
                new PublicationRequested(
                        PUBLICATION,
                        QueryRig.WORKSPACE,
                        POST,
                        ACCOUNT,
                        Platform.X,
                        2,
                        "second",
                        List.of(),
                        Map.of(),
                        QueryRig.AT));
        rig.publish(PUBLICATION, new PublicationAttemptStarted(PUBLICATION, 1));
        rig.publish(PUBLICATION, new PublicationAttemptNotSent(PUBLICATION, 1, "RATE_LIMITED", QueryRig.AT, EXCHANGE));
    }

    private PostView.TargetView target() {
        return rig.ask(new FindPost(new PostId(POST), null), PostView.class)
                .targets()
                .get(0);
    }

    private PostPage page(PostState state, AccountId account, String cursor, int limit) {
        return rig.ask(new FindPosts(state, account, cursor, limit), PostPage.class);
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.POST_NOT_FOUND));
    }
}
