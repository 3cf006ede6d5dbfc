package io.postledger.query;

import static io.postledger.query.post.Posts.ACCOUNT;
import static io.postledger.query.post.Posts.drafted;
import static io.postledger.query.post.Posts.postId;
import static io.postledger.query.post.Posts.scheduled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountConnected;
import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.AccountList;
import io.postledger.api.account.AccountState;
import io.postledger.api.account.AccountView;
import io.postledger.api.account.FindAccounts;
import io.postledger.api.account.Platform;
import io.postledger.api.post.CalendarMonth;
import io.postledger.api.post.FindCalendar;
import io.postledger.api.post.FindPosts;
import io.postledger.api.post.PostPage;
import io.postledger.api.post.PostState;
import io.postledger.api.post.PostView;
import io.postledger.api.workspace.FindMyWorkspaces;
import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceCreated;
import io.postledger.api.workspace.WorkspaceList;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever has just written asks for a list, and wants to see it there. */
class ListsAtLeastIT {
    private static final String POST = postId(1);
    private static final FindPosts POSTS = new FindPosts(null, null, null, 50);
    private static final FindCalendar MARCH = new FindCalendar(YearMonth.parse("2026-03"), "UTC");
    private static final String USER = "user_01jd8y3e4f7z9k2m5n6p7q8r9s";

    private QueryRig rig;

    @BeforeEach
    void open() {
        rig = new QueryRig();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    /** Asks, and only then has it happen. */
    private <R> R askedBefore(Supplier<R> ask, Runnable happening) {
        CompletableFuture<R> answer = CompletableFuture.supplyAsync(ask);
        happening.run();
        return answer.join();
    }

    private static void assertRefused(ThrowingCallable ask, RejectionCode code) {
        assertThatThrownBy(ask)
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void givenPostsOnTheirWay_whenPostsAsked_thenBothAreThere() {
        PostPage page =
                askedBefore(() -> rig.askAtLeast(POST + ":1," + postId(2) + ":0", POSTS, PostPage.class), () -> {
                    rig.publish(POST, drafted(POST, QueryRig.WORKSPACE, "one", ACCOUNT));
                    rig.publish(POST, scheduled(POST, LocalDateTime.parse("2026-03-02T09:00"), "UTC"));
                    rig.publish(postId(2), drafted(postId(2), QueryRig.WORKSPACE, "two", ACCOUNT));
                });

        assertThat(page.items())
                .extracting(PostView::state)
                .containsExactlyInAnyOrder(PostState.SCHEDULED, PostState.DRAFT);
    }

    @Test
    void givenScheduleOnItsWay_whenCalendarAsked_thenItIsThere() {
        CalendarMonth month = askedBefore(() -> rig.askAtLeast(POST + ":1", MARCH, CalendarMonth.class), () -> {
            rig.publish(POST, drafted(POST, QueryRig.WORKSPACE, "one", ACCOUNT));
            rig.publish(POST, scheduled(POST, LocalDateTime.parse("2026-03-02T09:00"), "UTC"));
        });

        assertThat(month.entries()).extracting(CalendarMonth.Entry::postId).containsExactly(POST);
    }

    @Test
    void givenAccountOnItsWay_whenAccountsAsked_thenItIsThereAsItStands() {
        AccountList accounts =
                askedBefore(() -> rig.askAtLeast(ACCOUNT + ":1", new FindAccounts(), AccountList.class), () -> {
                    rig.publish(
                            ACCOUNT,
                            new AccountConnected(
                                    ACCOUNT, QueryRig.WORKSPACE, Platform.X, "1", "ada", "Ada", List.of()));
                    rig.publish(ACCOUNT, new AccountDisconnected(ACCOUNT));
                });

        assertThat(accounts.items()).extracting(AccountView::state).containsExactly(AccountState.DISCONNECTED);
    }

    @Test
    void givenWorkspaceOnItsWay_whenMineAsked_thenItIsThere() {
        WorkspaceList mine = askedBefore(
                () -> rig.askAtLeast(QueryRig.WORKSPACE + ":1", new FindMyWorkspaces(), WorkspaceList.class), () -> {
                    rig.publish(QueryRig.WORKSPACE, new WorkspaceCreated(QueryRig.WORKSPACE, "Acme", "UTC", USER));
                    rig.publish(QueryRig.WORKSPACE, new MemberAdded(QueryRig.WORKSPACE, USER, Role.OWNER));
                });

        assertThat(mine.items()).hasSize(1);
    }

    @Test
    void givenPostOfAnotherWorkspace_whenAsked_thenAsIfThereWereNone() {
        rig.publish(POST, drafted(POST, QueryRig.FOREIGN, "theirs", ACCOUNT));
        rig.awaitCaughtUp();

        assertRefused(() -> rig.askAtLeast(POST + ":0", POSTS, PostPage.class), RejectionCode.VIEW_BEHIND);
    }

    @Test
    void givenSomethingThatTheListIsNotOf_whenAsked_thenRefused() {
        assertRefused(() -> rig.askAtLeast(ACCOUNT + ":0", POSTS, PostPage.class), RejectionCode.INVALID_ID);
        assertRefused(() -> rig.askAtLeast(POST, POSTS, PostPage.class), RejectionCode.INVALID_REQUEST);
        assertRefused(() -> rig.askAtLeast("", POSTS, PostPage.class), RejectionCode.INVALID_REQUEST);
        assertRefused(
                () -> rig.askAtLeast(POST + ":0" + ("," + POST + ":0").repeat(20), POSTS, PostPage.class),
                RejectionCode.INVALID_REQUEST);
    }
}
