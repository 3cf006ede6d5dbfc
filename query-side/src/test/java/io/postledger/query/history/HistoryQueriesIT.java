package io.postledger.query.history;

import static io.postledger.query.post.Posts.ACCOUNT;
import static io.postledger.query.post.Posts.begun;
import static io.postledger.query.post.Posts.drafted;
import static io.postledger.query.post.Posts.postId;
import static io.postledger.query.post.Posts.publicationId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.Ids;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.Platform;
import io.postledger.api.consent.ConsentGiven;
import io.postledger.api.consent.ConsentsId;
import io.postledger.api.consent.Purpose;
import io.postledger.api.history.AuditTrailId;
import io.postledger.api.history.ExportRuleChanged;
import io.postledger.api.history.FindChain;
import io.postledger.api.history.FindHistory;
import io.postledger.api.history.HistoryEntry;
import io.postledger.api.history.HistoryPage;
import io.postledger.api.history.HistoryRead;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.OperatorExportBegun;
import io.postledger.api.history.OperatorExportKind;
import io.postledger.api.history.OperatorTrailId;
import io.postledger.api.history.PostChain;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.api.metrics.Counters;
import io.postledger.api.metrics.MetricsIngested;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostPublished;
import io.postledger.api.post.PostTarget;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.PublicationAttemptStarted;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.PublicationRequested;
import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.MemberRoleChanged;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceCreated;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.query.QueryRig;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HistoryQueriesIT {
    private static final String ME = "user_01jd8y3e4f7z9k2m5n6p7q8r9s";
    private static final String OTHER = "user_01jd8y3e4f7z9k2m5n6p7q8r9t";
    private static final Counters COUNTERS = new Counters(1L, 2L, null, null, null, null, null);

    private static final Ids IDS = new Ids(Clock.systemUTC());

    private static QueryRig rig;

    /** Each test's own. */
    private final String workspace =
            IDS.next(WorkspaceId.PREFIX, WorkspaceId::new).value();

    private final String post = IDS.next(PostId.PREFIX, PostId::new).value();
    private final String another = IDS.next(PostId.PREFIX, PostId::new).value();
    private final String publication =
            IDS.next(PublicationId.PREFIX, PublicationId::new).value();
    private final HistoryTarget target = new HistoryTarget(post);
    private final ReadingId reading = IDS.next(ReadingId.PREFIX, ReadingId::new);
    private final ReadingId anotherReading = IDS.next(ReadingId.PREFIX, ReadingId::new);

    @BeforeAll
    static void open() {
        rig = new QueryRig();
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    private HistoryPage page(HistoryTarget target, @Nullable ReadingId reading, @Nullable String cursor, int limit) {
        return rig.ask(workspace, new FindHistory(target, reading, cursor, limit), HistoryPage.class);
    }

    private List<HistoryEntry> all(HistoryTarget target, @Nullable ReadingId reading, int limit) {
        List<HistoryEntry> all = new ArrayList<>();
        HistoryPage page = page(target, reading, null, limit);
        all.addAll(page.entries());
        while (page.nextCursor() != null) {
            assertThat(page.entries()).hasSize(limit);
            // The cursor says which reading it belongs to.
            page = page(target, null, page.nextCursor(), limit);
            all.addAll(page.entries());
        }
        return all;
    }

    private static void assertRejected(ThrowingCallable asked, RejectionCode code) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Instant second(int seconds) {
        return QueryRig.AT.plusSeconds(seconds);
    }

    private void publishOne() {
        rig.publish(post, second(0), drafted(post, workspace, "first", ACCOUNT));
        rig.publish(
                post,
                second(1),
                new PostEdited(post, 2, "second", List.of(new PostTarget(ACCOUNT, Platform.X)), List.of()));
        rig.publish(post, second(2), begun(post, publication));
        rig.publish(
                publication,
                second(3),
                new PublicationRequested(
                        publication,
                        workspace,
                        post,
                        ACCOUNT,
                        Platform.X,
                        2,
                        "second",
                        List.of(),
                        Map.of(),
                        QueryRig.AT));
        rig.publish(publication, second(4), new PublicationAttemptStarted(publication, 1));
        rig.publish(
                publication,
                second(5),
                new PublicationPublished(
                        publication,
                        1,
                        post,
                        ACCOUNT,
                        "1",
                        "https://x.test/1",
                        second(5),
                        new Exchange(201, null, "r", 12)));
        rig.publish(post, second(6), new PostPublished(post));
    }

    @Test
    void givenPublishedPost_whenHistoryAsked_thenEveryEventByTimeWithItsContextAndWords() {
        publishOne();

        HistoryPage history = page(target, null, null, 100);

        assertThat(history.nextCursor()).isNull();
        assertThat(history.entries())
                .extracting(HistoryEntry::event)
                .containsExactly(
                        "post.PostDrafted",
                        "post.PostEdited",
                        "post.PostPublishingBegun",
                        "publication.PublicationRequested",
                        "publication.PublicationAttemptStarted",
                        "publication.PublicationPublished",
                        "post.PostPublished");
        HistoryEntry first = history.entries().get(0);
        assertThat(first.data()).containsEntry("text", "first").containsEntry("workspaceId", workspace);
        assertThat(first.actor()).isEqualTo("user:" + ME);
        assertThat(first.requestId()).isEqualTo("request-1");
        assertThat(first.source()).isEqualTo("web");
        assertThat(first.words()).isEqualTo("Drafted for 1 accounts, with 0 pictures or videos: “first”");
        assertThat(history.entries().get(5).words()).endsWith("https://x.test/1 (the network answered 201)");
        assertThat(history.entries().get(5).data())
                .containsEntry("publishedAt", second(5).toString());
        assertThat(page(new HistoryTarget(publication), null, null, 100).entries())
                .hasSize(3);
    }

    @Test
    void givenAnyPageSize_whenPaged_thenTheSameAsInOne() {
        publishOne();
        List<HistoryEntry> whole = page(target, null, null, 100).entries();

        for (int limit = 1; limit <= 7; limit++) {
            assertThat(all(target, null, limit)).as("pages of " + limit).isEqualTo(whole);
        }
    }

    @Test
    void givenClockSetBackWithinAStream_whenHistoryAsked_thenStreamStaysInOrder() {
        rig.publish(post, second(5), drafted(post, workspace, "first", ACCOUNT));
        rig.publish(post, second(0), new PostDeleted(post));

        assertThat(all(target, null, 1)).extracting(HistoryEntry::sequence).containsExactly(0L, 1L);
    }

    @Test
    void givenNoneOrAnotherWorkspaces_whenAsked_thenNotFound() {
        rig.publish(post, drafted(post, QueryRig.FOREIGN, "theirs", ACCOUNT));

        assertRejected(() -> page(target, null, null, 10), RejectionCode.POST_NOT_FOUND);
        assertRejected(() -> page(new HistoryTarget(another), null, null, 10), RejectionCode.POST_NOT_FOUND);
        assertRejected(() -> page(new HistoryTarget(publication), null, null, 10), RejectionCode.PUBLICATION_NOT_FOUND);
        assertRejected(() -> new HistoryTarget("mb_01jd8y3e4f7z9k2m5n6p7q8r9s"), RejectionCode.INVALID_ID);
        assertRejected(() -> new HistoryTarget("post_1"), RejectionCode.INVALID_ID);
    }

    @Test
    void givenABadCursorOrLimit_whenAsked_thenRefused() {
        publishOne();
        rig.publish(another, drafted(another, workspace, "another", ACCOUNT));
        String ofAnother = page(target, null, null, 3).nextCursor();

        for (String cursor : new String[] {"", "x", "bnVsbA", "e30", "eyJuZXh0IjotMX0", "A".repeat(5_000)}) {
            assertRejected(() -> page(target, null, cursor, 10), RejectionCode.HISTORY_CURSOR_INVALID);
        }
        assertRejected(
                () -> page(new HistoryTarget(another), null, ofAnother, 10), RejectionCode.HISTORY_CURSOR_INVALID);
        assertRejected(() -> page(target, null, null, 0), RejectionCode.INVALID_REQUEST);
        assertRejected(() -> page(target, null, null, 1_001), RejectionCode.INVALID_REQUEST);
    }

    private void becomeAuditor() {
        rig.publish(workspace, second(0), new WorkspaceCreated(workspace, "Ours", "UTC", OTHER));
        rig.publish(workspace, second(1), new MemberAdded(workspace, OTHER, Role.OWNER));
        rig.publish(workspace, second(2), new MemberAdded(workspace, ME, Role.AUDITOR));
        rig.awaitCaughtUp();
    }

    private void record(ReadingKind kind, HistoryTarget target, Instant at) {
        rig.publish(reading.value(), at, new HistoryRead(reading.value(), workspace, kind, target.value(), Map.of()));
    }

    @Test
    void givenAnAuditor_whenAnythingAsked_thenOnlyWithinItsReading() {
        becomeAuditor();
        publishOne();

        assertRejected(() -> page(target, null, null, 10), RejectionCode.READING_NOT_RECORDED);
        assertRejected(() -> page(target, reading, null, 10), RejectionCode.READING_NOT_RECORDED);
        record(ReadingKind.EVENTS, target, Instant.now());

        assertThat(page(target, reading, null, 10).readingId()).isEqualTo(reading.value());
        assertThat(all(target, reading, 2)).hasSize(7);
        assertRejected(
                () -> page(new HistoryTarget(publication), reading, null, 10), RejectionCode.READING_NOT_RECORDED);
    }

    @Test
    void givenAReadingOfAnotherKindOrOfLongAgo_whenAsked_thenItDoesNotHold() {
        becomeAuditor();
        publishOne();
        record(ReadingKind.STATES, target, Instant.now());
        assertRejected(() -> page(target, reading, null, 10), RejectionCode.READING_NOT_RECORDED);

        rig.publish(
                anotherReading.value(),
                Instant.now().minusSeconds(3_601),
                new HistoryRead(anotherReading.value(), workspace, ReadingKind.EVENTS, post, Map.of()));
        assertRejected(() -> page(target, anotherReading, null, 10), RejectionCode.READING_NOT_RECORDED);
    }

    private static void takeOut(OperatorTrailId trail, @Nullable String of, int second) {
        rig.publish(
                trail.value(),
                second(second),
                new OperatorExportBegun(
                        trail.value(),
                        of,
                        "hexp_01jd8y3e4f7z9k2m5n6p7q8r9s",
                        OperatorExportKind.EVIDENCE,
                        Map.of("of", of == null ? "EVERYTHING" : "WORKSPACE"),
                        false,
                        null));
    }

    @Test
    void givenAnAuditor_whenTheWorkspaceOrAMemberAsked_thenWithItsAuditTrailAndWhatWasDoneWithThem() {
        takeOut(OperatorTrailId.INSTALLATION, null, -1);
        becomeAuditor();
        rig.publish(workspace, second(3), new MemberRoleChanged(workspace, OTHER, Role.ADMIN));
        String trail = AuditTrailId.of(new WorkspaceId(workspace)).value();
        rig.publish(trail, second(4), new ExportRuleChanged(trail, workspace, true));
        String consents = ConsentsId.of(new WorkspaceId(workspace)).value();
        rig.publish(consents, second(5), new ConsentGiven(consents, workspace, Purpose.ANALYTICS, 1));
        takeOut(OperatorTrailId.of(new WorkspaceId(workspace)), workspace, 6);
        takeOut(OperatorTrailId.INSTALLATION, null, 7);
        takeOut(OperatorTrailId.of(IDS.next(WorkspaceId.PREFIX, WorkspaceId::new)), "ws_another", 8);
        HistoryTarget all = new HistoryTarget(workspace);
        record(ReadingKind.EVENTS, all, Instant.now());

        assertThat(all(all, reading, 2))
                .extracting(HistoryEntry::event)
                .containsExactly(
                        "workspace.WorkspaceCreated",
                        "workspace.MemberAdded",
                        "workspace.MemberAdded",
                        "workspace.MemberRoleChanged",
                        "history.ExportRuleChanged",
                        "consent.ConsentGiven",
                        "history.OperatorExportBegun",
                        "history.OperatorExportBegun");
        assertThat(all(all, reading, 3).stream().skip(6))
                .as("its own and everybody's, not from before it was there, nor another's")
                .extracting(HistoryEntry::words)
                .containsExactly(
                        "Whoever runs the installation took out EVIDENCE of WORKSPACE; as people read it: false",
                        "Whoever runs the installation took out EVIDENCE of EVERYTHING; as people read it: false");

        HistoryTarget member = new HistoryTarget(OTHER);
        rig.publish(
                anotherReading.value(),
                Instant.now(),
                new HistoryRead(anotherReading.value(), workspace, ReadingKind.EVENTS, OTHER, Map.of()));
        assertThat(page(member, anotherReading, null, 10).entries())
                .extracting(HistoryEntry::event)
                .containsExactly("workspace.MemberAdded", "workspace.MemberRoleChanged");
    }

    @Test
    void givenNoAuditor_whenMoreThanAPostAsked_thenNotPermitted() {
        publishOne();

        assertRejected(() -> page(new HistoryTarget(workspace), null, null, 10), RejectionCode.NOT_PERMITTED);
        assertRejected(() -> page(new HistoryTarget(ME), null, null, 10), RejectionCode.NOT_PERMITTED);
    }

    private void publishMetrics(String batch, int at) {
        rig.events()
                .publish(
                        batch,
                        second(at),
                        Map.of(MessageContext.WORKSPACE, workspace),
                        new MetricsIngested(
                                batch,
                                workspace,
                                "x",
                                ACCOUNT,
                                Platform.X,
                                second(0),
                                second(60),
                                List.of(
                                        new MetricsIngested.Reading(
                                                publicationId(9), postId(9), second(5), second(50), COUNTERS),
                                        new MetricsIngested.Reading(
                                                publication, post, second(5), second(50), COUNTERS))));
        rig.awaitCaughtUp();
    }

    @Test
    void givenPublishedAndCounted_whenItsChainAsked_thenEveryLink() {
        publishOne();
        publishMetrics("mb_01jd8y3e4f7z9k2m5n6p7q8r9s", 60);
        publishMetrics("mb_01jd8y3e4f7z9k2m5n6p7q8r9t", 120);

        PostChain chain = rig.ask(workspace, new FindChain(new PostId(post), null), PostChain.class);

        assertThat(chain.begun().event()).isEqualTo("post.PostPublishingBegun");
        assertThat(chain.moreReadings()).isFalse();
        assertThat(chain.deliveries()).hasSize(1);
        PostChain.Delivery delivery = chain.deliveries().get(0);
        assertThat(delivery.publicationId()).isEqualTo(publication);
        assertThat(delivery.attempts()).extracting(PostChain.Attempt::number).containsExactly(0, 1);
        assertThat(delivery.attempts().get(1).events())
                .extracting(HistoryEntry::event)
                .containsExactly("publication.PublicationAttemptStarted", "publication.PublicationPublished");
        assertThat(delivery.readings())
                .extracting(PostChain.Reading::recordedAt)
                .as("oldest first, as everything before")
                .containsExactly(second(60), second(120));
        assertThat(delivery.readings().get(0).counters()).isEqualTo(COUNTERS);
    }

    @Test
    void givenADraftOrNone_whenItsChainAsked_thenNoLinkOrNotFound() {
        rig.publish(post, drafted(post, workspace, "first", ACCOUNT));

        assertThat(rig.ask(workspace, new FindChain(new PostId(post), null), PostChain.class)
                        .deliveries())
                .isEmpty();
        assertRejected(
                () -> rig.ask(workspace, new FindChain(new PostId(another), null), PostChain.class),
                RejectionCode.POST_NOT_FOUND);
    }
}
