package io.postledger.query.history;

import static io.postledger.query.post.Posts.ACCOUNT;
import static io.postledger.query.post.Posts.drafted;
import static io.postledger.query.post.Posts.postId;
import static io.postledger.query.post.Posts.publicationId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.Platform;
import io.postledger.api.history.FindInHistory;
import io.postledger.api.history.FindThings;
import io.postledger.api.history.HistoryEntry;
import io.postledger.api.history.HistoryPage;
import io.postledger.api.history.HistoryRead;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.OperatorExportBegun;
import io.postledger.api.history.OperatorExportKind;
import io.postledger.api.history.OperatorTrailId;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.api.history.ThingPage;
import io.postledger.api.metrics.Counters;
import io.postledger.api.metrics.MetricsIngested;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceCreated;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.query.QueryRig;
import io.postledger.query.post.Posts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Search, on one history of forty posts of ours, and one of another workspace's. */
class SearchQueriesIT {
    private static final String ME = "user_01jd8y3e4f7z9k2m5n6p7q8r9s";
    private static final String OTHER = "user_01jd8y3e4f7z9k2m5n6p7q8r9t";
    private static final int POSTS = 40;
    private static final Counters COUNTERS = new Counters(1L, null, null, null, null, null, null);

    private static QueryRig rig;
    private static int readings;

    @BeforeAll
    static void history() {
        rig = new QueryRig();
        publish(
                QueryRig.WORKSPACE,
                ME,
                QueryRig.WORKSPACE,
                0,
                new WorkspaceCreated(QueryRig.WORKSPACE, "Ours", "UTC", ME));
        publish(QueryRig.WORKSPACE, ME, QueryRig.WORKSPACE, 1, new MemberAdded(QueryRig.WORKSPACE, ME, Role.AUDITOR));
        for (int i = 0; i < POSTS; i++) {
            String post = postId(i);
            publish(
                    QueryRig.WORKSPACE,
                    i % 2 == 0 ? ME : OTHER,
                    post,
                    10 + i,
                    drafted(post, QueryRig.WORKSPACE, "Draft " + i, ACCOUNT));
        }
        publish(
                QueryRig.WORKSPACE,
                OTHER,
                postId(7),
                100,
                new PostEdited(postId(7), 2, "Ümlaut in NUMBER seven", List.of(), List.of()));
        publish(QueryRig.WORKSPACE, ME, postId(7), 101, new PostDeleted(postId(7)));
        publish(
                QueryRig.WORKSPACE,
                ME,
                "mb_01jd8y3e4f7z9k2m5n6p7q8r9s",
                102,
                new MetricsIngested(
                        "mb_01jd8y3e4f7z9k2m5n6p7q8r9s",
                        QueryRig.WORKSPACE,
                        "x",
                        ACCOUNT,
                        Platform.X,
                        second(0),
                        second(200),
                        List.of(new MetricsIngested.Reading(
                                publicationId(3), postId(3), second(0), second(50), COUNTERS))));
        takeOut(OperatorTrailId.INSTALLATION, null, -1);
        takeOut(OperatorTrailId.INSTALLATION, null, 0);
        takeOut(OperatorTrailId.of(new WorkspaceId(QueryRig.WORKSPACE)), QueryRig.WORKSPACE, 30);
        takeOut(OperatorTrailId.INSTALLATION, null, 31);
        takeOut(OperatorTrailId.of(new WorkspaceId(QueryRig.FOREIGN)), QueryRig.FOREIGN, 32);
        takeOut(OperatorTrailId.INSTALLATION, null, 42);
        publish(QueryRig.FOREIGN, ME, postId(99), 50, drafted(postId(99), QueryRig.FOREIGN, "theirs", ACCOUNT));
        rig.awaitCaughtUp();
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    private static Instant second(int seconds) {
        return QueryRig.AT.plusSeconds(seconds);
    }

    private static void publish(String workspace, String user, String aggregateId, int seconds, Object event) {
        rig.events()
                .publish(
                        aggregateId,
                        second(seconds),
                        Map.of(
                                MessageContext.WORKSPACE,
                                workspace,
                                MessageContext.ACTOR,
                                MessageContext.USER_PREFIX + user),
                        event);
    }

    private static FindInHistory query(
            @Nullable String actor, @Nullable String action, @Nullable String target, @Nullable String text) {
        return new FindInHistory(
                actor, action, target == null ? null : new HistoryTarget(target), null, null, text, null, null, 200);
    }

    /** All pages, within a reading of their own. */
    private static List<HistoryEntry> search(FindInHistory asked, int limit) {
        ReadingId reading = new ReadingId("read_01jd8y3e4f7z9k2m5n6p7q%04d".formatted(readings++));
        rig.publish(
                reading.value(),
                Instant.now(),
                new HistoryRead(
                        reading.value(), QueryRig.WORKSPACE, ReadingKind.SEARCH, QueryRig.WORKSPACE, asked.question()));
        List<HistoryEntry> all = new ArrayList<>();
        String cursor = null;
        do {
            HistoryPage page = rig.ask(page(asked, cursor == null ? reading : null, cursor, limit), HistoryPage.class);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.entries());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    private static FindInHistory page(
            FindInHistory asked, @Nullable ReadingId reading, @Nullable String cursor, int limit) {
        return new FindInHistory(
                asked.actor(),
                asked.action(),
                asked.target(),
                asked.from(),
                asked.until(),
                asked.text(),
                reading,
                cursor,
                limit);
    }

    @Test
    void givenNothingAskedFor_thenAllOfTheWorkspaceNewestFirstWhateverThePage() {
        List<HistoryEntry> whole = search(query(null, null, null, null), 200);

        assertThat(whole).hasSize(2 + POSTS + 3 + 4);
        assertThat(whole).extracting(HistoryEntry::at).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(whole.get(0).words()).startsWith("1 readings of " + ACCOUNT);
        assertThat(search(query(null, null, null, null), 7)).isEqualTo(whole);
        assertThat(search(query(null, null, null, null), 45)).isEqualTo(whole);
    }

    @Test
    void givenActorActionTargetOrTime_thenOnlyThose() {
        assertThat(search(query("user:" + OTHER, null, null, null), 10)).hasSize(POSTS / 2 + 1);
        assertThat(search(query(null, "post.PostDrafted", null, null), 200)).hasSize(POSTS);
        assertThat(search(query(null, "post", null, null), 200)).hasSize(POSTS + 2);
        assertThat(search(query(null, "pos", null, null), 200)).isEmpty();
        assertThat(search(query(null, null, postId(7), null), 1))
                .extracting(HistoryEntry::event)
                .containsExactly("post.PostDeleted", "post.PostEdited", "post.PostDrafted");
        assertThat(search(query("user:" + ME, "post.PostDeleted", postId(7), null), 10))
                .hasSize(1);
        assertThat(search(query(null, "metrics", publicationId(3), null), 10)).hasSize(1);
        assertThat(search(query(null, null, QueryRig.WORKSPACE, null), 10)).hasSize(2);
        FindInHistory between = new FindInHistory(null, null, null, second(100), second(102), null, null, null, 10);
        assertThat(search(between, 10)).hasSize(2);
        FindInHistory ever = new FindInHistory(null, null, null, Instant.MIN, Instant.MAX, null, null, null, 10);
        assertThat(search(ever, 200)).hasSize(2 + POSTS + 3 + 4);
    }

    private static void takeOut(OperatorTrailId trail, @Nullable String workspace, int seconds) {
        Map<String, String> context = new HashMap<>(Map.of(MessageContext.ACTOR, MessageContext.OPERATOR));
        if (workspace != null) {
            context.put(MessageContext.WORKSPACE, workspace);
        }
        rig.events()
                .publish(
                        trail.value(),
                        second(seconds),
                        context,
                        new OperatorExportBegun(
                                trail.value(),
                                workspace,
                                "hexp_01jd8y3e4f7z9k2m5n6p7q8r9s",
                                OperatorExportKind.EVIDENCE,
                                Map.of("of", "POST", "id", postId(1)),
                                false,
                                null));
    }

    @Test
    void givenTheOperatorTookThingsOut_thenOursAndEverybodysSinceWeWereThere() {
        assertThat(search(query(MessageContext.OPERATOR, null, null, null), 10)).hasSize(4);
        for (int limit : new int[] {1, 3, 10}) {
            assertThat(search(query(null, "history.OperatorExportBegun", null, null), limit))
                    .extracting(HistoryEntry::at)
                    .containsExactly(second(42), second(31), second(30), second(0));
        }
        assertThat(search(query(null, "history", postId(1), null), 10)).hasSize(4);
        assertThat(search(query(null, "history", postId(2), null), 10)).isEmpty();
        FindInHistory between = new FindInHistory(null, "history", null, second(31), second(42), null, null, null, 10);
        assertThat(search(between, 10)).hasSize(1);
    }

    @Test
    void givenAText_thenWhateverTheCaseOfItsLettersAndWhateverThePage() {
        assertThat(search(query(null, null, null, "ümlaut IN number"), 10))
                .extracting(HistoryEntry::event)
                .containsExactly("post.PostEdited");
        assertThat(search(query(null, null, null, "draft 3"), 2))
                .extracting(entry -> entry.data().get("text"))
                .containsExactlyElementsOf(
                        IntStream.concat(IntStream.iterate(39, i -> i >= 30, i -> i - 1), IntStream.of(3))
                                .mapToObj(i -> "Draft " + i)
                                .toList());
        assertThat(search(query(null, null, null, "theirs"), 10)).isEmpty();
    }

    private static void assertRejected(ThrowingCallable asked, RejectionCode code) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void givenNoReadingOrOneOfAnotherQuestion_thenRefused() {
        FindInHistory asked = query(null, "post", null, null);
        assertRejected(() -> rig.ask(asked, HistoryPage.class), RejectionCode.READING_NOT_RECORDED);
        search(asked, 10);
        ReadingId ofPosts = new ReadingId("read_01jd8y3e4f7z9k2m5n6p7q%04d".formatted(readings - 1));

        assertThat(rig.ask(page(asked, ofPosts, null, 10), HistoryPage.class).entries())
                .hasSize(10);
        assertRejected(
                () -> rig.ask(page(query(null, null, null, null), ofPosts, null, 10), HistoryPage.class),
                RejectionCode.READING_NOT_RECORDED);
    }

    @Test
    void givenWhatCannotBe_thenRefused() {
        FindInHistory asked = query(null, null, null, null);
        assertRejected(() -> rig.ask(page(asked, null, null, 0), HistoryPage.class), RejectionCode.INVALID_REQUEST);
        assertRejected(() -> rig.ask(page(asked, null, null, 201), HistoryPage.class), RejectionCode.INVALID_REQUEST);
        assertRejected(
                () -> rig.ask(query(null, null, null, "x".repeat(201)), HistoryPage.class),
                RejectionCode.INVALID_REQUEST);
        assertRejected(() -> rig.ask(query(null, null, null, " "), HistoryPage.class), RejectionCode.INVALID_REQUEST);
        for (String cursor : new String[] {"", "?", "e30", "bnVsbA"}) {
            assertRejected(
                    () -> rig.ask(page(asked, null, cursor, 10), HistoryPage.class),
                    RejectionCode.HISTORY_CURSOR_INVALID);
        }
    }

    @Test
    void givenAnInstant_thenTheThingsThatThereWereWhateverThePage() {
        ReadingId reading = new ReadingId("read_01jd8y3e4f7z9k2m5n6p7q%04d".formatted(readings++));
        rig.publish(
                reading.value(),
                Instant.now(),
                new HistoryRead(reading.value(), QueryRig.WORKSPACE, ReadingKind.STATES, QueryRig.WORKSPACE, Map.of()));

        List<String> all = new ArrayList<>();
        ThingPage page = things(second(10 + 24), reading, null, 10);
        all.addAll(ids(page));
        while (page.nextCursor() != null) {
            page = things(second(10 + 24), null, page.nextCursor(), 10);
            all.addAll(ids(page));
        }

        assertThat(all).isEqualTo(IntStream.range(0, 25).mapToObj(Posts::postId).toList());
        assertThat(page.readingId()).isEqualTo(reading.value());
        assertThat(things(second(0), reading, null, 10).things()).isEmpty();
        assertRejected(() -> things(second(0), null, null, 10), RejectionCode.READING_NOT_RECORDED);
        assertRejected(() -> things(second(0), reading, "e30", 10), RejectionCode.HISTORY_CURSOR_INVALID);
        assertRejected(() -> things(second(0), reading, null, 201), RejectionCode.INVALID_REQUEST);
    }

    private static ThingPage things(Instant at, @Nullable ReadingId reading, @Nullable String cursor, int limit) {
        return rig.ask(new FindThings(HistoryTarget.Kind.POST, at, reading, cursor, limit), ThingPage.class);
    }

    private static List<String> ids(ThingPage page) {
        return page.things().stream().map(HistoryTarget::value).toList();
    }
}
