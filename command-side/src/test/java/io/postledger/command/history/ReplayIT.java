package io.postledger.command.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.Rejection;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.Platform;
import io.postledger.api.history.FindDifference;
import io.postledger.api.history.FindState;
import io.postledger.api.history.HistoricState;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.Moment;
import io.postledger.api.history.StateDifference;
import io.postledger.api.history.StateDifference.Change;
import io.postledger.api.post.EditPost;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostTarget;
import io.postledger.api.workspace.CreateWorkspace;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.command.DirectoryRig;
import io.postledger.privacy.SealedEvents;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** States that were, made again from a log in a real PostgreSQL. */
class ReplayIT extends DirectoryRig {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayIT.class);
    private static final int LONG = 10_000;
    private static final int ASKED = 500;
    private static final Duration BAR = Duration.ofMillis(50);
    private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
    private static final PostTarget BOARD = new PostTarget(
            "acct_01jqaaaaaaaaaaaaaaaaaaaaaa", Platform.PINTEREST, Map.of("board", "7", "text", "There"));
    private static final PostTarget X = new PostTarget("acct_01jqbbbbbbbbbbbbbbbbbbbbbb", Platform.X);

    private final String workspace =
            ids.next(WorkspaceId.PREFIX, WorkspaceId::new).value();
    private final String post = ids.next(PostId.PREFIX, PostId::new).value();
    private final HistoryTarget target = new HistoryTarget(post);

    @Autowired
    private QueryGateway queries;

    @Autowired
    private EventStorageEngine log;

    /** A draft and its edits, a second apart; version {@code n} says "text n". */
    private void history(int events) {
        for (int from = 0; from < events; from += 1_000) {
            List<DomainEventMessage<?>> batch = new ArrayList<>();
            for (int i = from; i < Math.min(events, from + 1_000); i++) {
                Object event = i == 0
                        ? new PostDrafted(post, workspace, "text 0", List.of(X), List.of())
                        : new PostEdited(post, i + 1, "text " + i, List.of(X), List.of());
                batch.add(SealedEvents.of(new GenericDomainEventMessage<>(
                        "Post",
                        post,
                        i,
                        new GenericMessage<>(event, Map.of(MessageContext.WORKSPACE, workspace)),
                        FIRST.plusSeconds(i))));
            }
            inTransaction(() -> log.appendEvents(batch));
        }
    }

    @AfterEach
    void forget() {
        takeOut(post);
    }

    private <R> R ask(String inWorkspace, Object query, Class<R> answer) {
        try {
            return queries.query(
                            query.getClass().getName(),
                            new GenericMessage<>(
                                    query,
                                    MetaData.with(MessageContext.WORKSPACE, inWorkspace)
                                            .and(MessageContext.ACTOR, MessageContext.PROCESS_PREFIX + "test")),
                            ResponseTypes.instanceOf(answer))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof QueryExecutionException refused
                    ? refused.<Rejection>getDetails()
                            .<RuntimeException>map(RejectedException::new)
                            .orElse(refused)
                    : e;
        }
    }

    private HistoricState state(Moment moment) {
        return ask(workspace, new FindState(target, moment, null), HistoricState.class);
    }

    private static Moment version(long version) {
        return new Moment(version, null);
    }

    private static Moment at(Instant instant) {
        return new Moment(null, instant);
    }

    private void assertRejected(String inWorkspace, Moment moment, RejectionCode code) {
        assertThatThrownBy(() -> ask(inWorkspace, new FindState(target, moment, null), HistoricState.class))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void givenHistory_whenAskedForAnyPointOfIt_thenAsItStoodThen() {
        history(300);

        assertThat(state(version(0)).state()).containsEntry("text", "text 0").containsEntry("state", "DRAFT");
        assertThat(state(version(0)).lastVersion()).isEqualTo(299);
        for (long wanted : new long[] {299, 63, 64, 65, 127, 128, 1, 200}) {
            HistoricState found = state(version(wanted));
            assertThat(found.version()).isEqualTo(wanted);
            assertThat(found.state()).containsEntry("text", "text " + wanted);
            assertThat(found.event().sequence()).isEqualTo(wanted);
            assertThat(state(at(FIRST.plusSeconds(wanted))).version()).isEqualTo(wanted);
            assertThat(state(at(FIRST.plusSeconds(wanted).plusMillis(999))).version())
                    .isEqualTo(wanted);
        }
        assertThat(state(Moment.NOW).version()).isEqualTo(299);
        assertThat(state(Moment.NOW).state()).doesNotContainKey("handledRequests");
    }

    /** A command since then is seen at once, and not in what was. */
    @Test
    void givenACommandAfterwards_whenAsked_thenNowHasItAndThenHasNot() {
        history(130);
        assertThat(state(Moment.NOW).version()).isEqualTo(129);

        send(workspace, new EditPost(new PostId(post), "now", List.of()));

        assertThat(state(Moment.NOW).state()).containsEntry("text", "now");
        assertThat(state(version(129)).state()).containsEntry("text", "text 129");
    }

    @Test
    void givenClockSetBack_whenAskedByInstant_thenEventsStayInTheirOrder() {
        onlyInTheLog("Post", post, 0, workspace, new PostDrafted(post, workspace, "first", List.of(), List.of()));
        Instant first = state(Moment.NOW).event().at();
        inTransaction(() -> log.appendEvents(List.of(SealedEvents.of(new GenericDomainEventMessage<>(
                "Post",
                post,
                1,
                new GenericMessage<>(
                        new PostEdited(post, 2, "second", List.of(), List.of()),
                        Map.of(MessageContext.WORKSPACE, workspace)),
                first.minusSeconds(60))))));

        assertThat(state(at(first)).version()).isEqualTo(1);
        assertRejected(workspace, at(first.minusSeconds(1)), RejectionCode.INSTANT_BEFORE_FIRST_EVENT);
    }

    @Test
    void givenWhatCannotBe_whenAsked_thenRefused() {
        history(3);

        assertRejected(workspace, version(3), RejectionCode.VERSION_AFTER_LAST);
        assertRejected(workspace, at(FIRST.minusNanos(1)), RejectionCode.INSTANT_BEFORE_FIRST_EVENT);
        assertRejected(workspace, at(Instant.now().plusSeconds(600)), RejectionCode.INSTANT_IN_FUTURE);
        assertRejected(
                ids.next(WorkspaceId.PREFIX, WorkspaceId::new).value(), version(0), RejectionCode.POST_NOT_FOUND);
        assertThatThrownBy(() -> new Moment(1L, FIRST)).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> new Moment(-1L, null)).isInstanceOf(RejectedException.class);
    }

    @Test
    void givenTargetsWithTextsOfTheirOwn_whenAsked_thenEachNetworksContent() {
        onlyInTheLog(
                "Post", post, 0, workspace, new PostDrafted(post, workspace, "Here", List.of(X, BOARD), List.of()));

        assertThat(state(Moment.NOW).contents())
                .containsExactly(
                        new HistoricState.RenderedContent(X.accountId(), Platform.X, "Here", List.of(), Map.of()),
                        new HistoricState.RenderedContent(
                                BOARD.accountId(), Platform.PINTEREST, "There", List.of(), Map.of("board", "7")));
    }

    @Test
    void givenTwoPoints_whenCompared_thenWhatDiffersInEitherDirection() {
        onlyInTheLog(
                "Post", post, 0, workspace, new PostDrafted(post, workspace, "Here", List.of(X, BOARD), List.of()));
        onlyInTheLog("Post", post, 1, workspace, new PostEdited(post, 2, "Here, edited", List.of(BOARD), List.of()));

        StateDifference forward =
                ask(workspace, new FindDifference(target, version(0), Moment.NOW, null), StateDifference.class);

        assertThat(forward.from()).isZero();
        assertThat(forward.to()).isEqualTo(1);
        assertThat(forward.changes())
                .contains(
                        new Change("/state/text", "Here", "Here, edited"),
                        new Change("/state/contentVersion", 1, 2),
                        new Change("/contents/" + X.accountId() + "/text", "Here", null))
                .noneMatch(change -> change.path().startsWith("/contents/" + BOARD.accountId()));
        StateDifference back =
                ask(workspace, new FindDifference(target, version(1), version(0), null), StateDifference.class);
        assertThat(back.changes()).contains(new Change("/state/text", "Here, edited", "Here"));
    }

    @Test
    void givenAWorkspace_whenAsked_thenItsMembersAsTheyWere() {
        String user = "user_01jqaaaaaaaaaaaaaaaaaaaaaa";
        gateway.sendAndWait(new GenericCommandMessage<>(
                new CreateWorkspace(new WorkspaceId(workspace), "Acme", "UTC"),
                Map.of(MessageContext.WORKSPACE, workspace, MessageContext.ACTOR, MessageContext.USER_PREFIX + user)));

        HistoricState first =
                ask(workspace, new FindState(new HistoryTarget(workspace), version(0), null), HistoricState.class);
        HistoricState then =
                ask(workspace, new FindState(new HistoryTarget(workspace), version(1), null), HistoricState.class);

        assertThat(first.state()).containsEntry("members", Map.of());
        assertThat(then.state()).containsEntry("members", Map.of(user, "OWNER"));
    }

    /**
     * The bar of issue 5 is 50 ms for 99 of 100 answers after the first; what it came to is logged. Half of them are held to it here,
     * where other work may be going on beside.
     */
    @Test
    void givenALongHistory_whenAskedForAnyVersion_thenNearlyAsFastAsAShortOne() {
        whileNobodyFollows(() -> {
            measure();
            forget();
        });
    }

    private void measure() {
        history(LONG);
        long began = System.nanoTime();
        state(Moment.NOW);
        Duration first = Duration.ofNanos(System.nanoTime() - began);
        Random random = new Random(5);

        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long worked = threads.getCurrentThreadCpuTime();
        List<Long> nanos = new ArrayList<>();
        LongStream.generate(() -> random.nextInt(LONG)).limit(ASKED).forEach(wanted -> {
            long asked = System.nanoTime();
            HistoricState found = state(version(wanted));
            nanos.add(System.nanoTime() - asked);
            assertThat(found.state()).containsEntry("text", "text " + wanted);
        });

        Collections.sort(nanos);
        Duration half = Duration.ofNanos(nanos.get(ASKED / 2));
        Duration p99 = Duration.ofNanos(nanos.get(ASKED * 99 / 100));
        Duration work = Duration.ofNanos((threads.getCurrentThreadCpuTime() - worked) / ASKED);
        LOG.info(
                "State of a post with {} events: first {} ms, then p50 {} ms, p99 {} ms; {} ms of this processor each",
                LONG,
                first.toMillis(),
                half.toMillis(),
                p99.toMillis(),
                work.toMillis());
        assertThat(half).isLessThanOrEqualTo(BAR);
    }
}
