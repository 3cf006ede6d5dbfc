package io.postledger.command.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountConnected;
import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountState;
import io.postledger.api.account.ConnectAccount;
import io.postledger.api.account.DisconnectAccount;
import io.postledger.api.account.Platform;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.MemberRemoved;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.command.DirectoryRig;
import io.postledger.command.account.KnownAccount;
import io.postledger.command.account.KnownAccounts;
import io.postledger.messaging.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DirectoriesFromLogIT extends DirectoryRig {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final String workspace =
            ids.next(WorkspaceId.PREFIX, WorkspaceId::new).value();
    private final String account = newAccount();
    private final String external = ids.next("ext", id -> id);
    private final String user = ids.next("user", id -> id);

    @Autowired
    private KnownAccounts accounts;

    @Autowired
    private Membership members;

    @Autowired
    private List<Directory> directories;

    private String newAccount() {
        return ids.next(AccountId.PREFIX, AccountId::new).value();
    }

    private AccountConnected connected() {
        return new AccountConnected(account, workspace, Platform.X, external, "ada", "Ada", List.of());
    }

    private ConnectAccount connect(String accountId) {
        return new ConnectAccount(new AccountId(accountId), Platform.X, external, "ada", "Ada", List.of());
    }

    private Optional<AccountState> state(String accountId) {
        return accounts.find(workspace, accountId).map(KnownAccount::state);
    }

    private void take(String type, String aggregateId, long sequence, Object event) {
        inTransaction(() -> directories.forEach(
                directory -> directory.take(new GenericDomainEventMessage<>(type, aggregateId, sequence, event))));
    }

    private static void assertRefused(Runnable command, RejectionCode code) {
        assertThatThrownBy(command::run)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    @Test
    void givenEventsWhoseRowsWereLost_whenTheLogIsFollowed_thenEveryDirectoryHasThem() {
        String publication = ids.next(PublicationId.PREFIX, PublicationId::new).value();
        onlyInTheLog("Account", account, 0, workspace, connected());
        onlyInTheLog("Workspace", workspace, 0, workspace, new MemberAdded(workspace, user, Role.EDITOR));
        onlyInTheLog(
                "Publication",
                publication,
                0,
                workspace,
                new PublicationPublished(
                        publication, 1, "post", account, "1", null, Instant.EPOCH, new Exchange(201, null, null, 1)));

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(state(account)).contains(AccountState.CONNECTED);
            assertThat(members.roleOf(workspace, user)).contains(Role.EDITOR);
            assertThat(jdbc.sql("SELECT workspace_id FROM known_publication WHERE publication_id = ?")
                            .param(publication)
                            .query(String.class)
                            .optional())
                    .contains(workspace);
        });
    }

    @Test
    void givenRowLost_whenTheNextCommandChangesIt_thenBothAreMended() {
        whileNobodyFollows(() -> {
            onlyInTheLog("Account", account, 0, workspace, connected());
            send(workspace, new DisconnectAccount(new AccountId(account)));
            assertThat(state(account)).isEmpty();
        });

        await().atMost(SOON).untilAsserted(() -> assertThat(state(account)).contains(AccountState.DISCONNECTED));
    }

    @Test
    void givenRow_whenItsEventsComeAgain_thenNothingGoesBack() {
        take("Account", account, 0, connected());
        take("Account", account, 1, new AccountDisconnected(account));
        take("Account", account, 0, connected());
        take("Account", account, 1, new AccountDisconnected(account));

        assertThat(state(account)).contains(AccountState.DISCONNECTED);
    }

    @Test
    void givenRemovedMember_whenAnOldEventComesLate_thenTheyStayOut() {
        take("Workspace", workspace, 3, new MemberRemoved(workspace, user));
        take("Workspace", workspace, 1, new MemberAdded(workspace, user, Role.OWNER));

        assertThat(members.roleOf(workspace, user)).isEmpty();
    }

    @Test
    void givenDirectoryLost_whenItsPositionIsDeleted_thenItIsRebuiltFromTheLog() {
        String removed = ids.next("user", id -> id);
        send(workspace, connect(account));
        onlyInTheLog("Workspace", workspace, 0, workspace, new MemberAdded(workspace, user, Role.EDITOR));
        onlyInTheLog("Workspace", workspace, 1, workspace, new MemberAdded(workspace, removed, Role.OWNER));
        onlyInTheLog("Workspace", workspace, 2, workspace, new MemberRemoved(workspace, removed));

        whileNobodyFollows(() -> {
            jdbc.sql("TRUNCATE known_account, known_publication, member").update();
            jdbc.sql("DELETE FROM processor_token WHERE processor = 'directories-from-log'")
                    .update();
            assertThat(state(account)).isEmpty();
        });

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(state(account)).contains(AccountState.CONNECTED);
            assertThat(members.roleOf(workspace, user)).contains(Role.EDITOR);
        });
        await().atMost(SOON)
                .until(() -> jdbc.sql("SELECT role IS NULL FROM member WHERE workspace_id = ? AND user_id = ?")
                        .params(workspace, removed)
                        .query(Boolean.class)
                        .optional()
                        .orElse(false));
    }

    @Test
    void givenConnectedAccountWhoseRowWasLost_whenConnectedUnderAnotherIdAtOnce_thenRefused() {
        onlyInTheLog("Account", account, 0, workspace, connected());

        assertRefused(() -> send(workspace, connect(newAccount())), RejectionCode.ACCOUNT_ALREADY_CONNECTED);
    }

    @Test
    void givenDirectoryBehindTheLog_whenConnected_thenRefusedForNowAndNothingIsHalfDone() {
        String another = newAccount();
        whileNobodyFollows(() -> {
            onlyInTheLog("Account", account, 0, workspace, connected());
            assertRefused(() -> send(workspace, connect(another)), RejectionCode.SERVICE_UNAVAILABLE);
        });

        assertRefused(() -> send(workspace, connect(another)), RejectionCode.ACCOUNT_ALREADY_CONNECTED);
        assertThat(jdbc.sql("SELECT count(*) FROM event_log WHERE aggregate_id = ?")
                        .param(another)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void givenManyConnectOneAccountAtOnce_thenOneIsConnected() throws Exception {
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String id = newAccount();
            attempts.add(() -> {
                try {
                    send(workspace, connect(id));
                    return true;
                } catch (RejectedException refused) {
                    assertThat(refused.code()).isEqualTo(RejectionCode.ACCOUNT_ALREADY_CONNECTED);
                    return false;
                }
            });
        }
        ExecutorService atOnce = Executors.newFixedThreadPool(attempts.size());
        try {
            int connected = 0;
            for (Future<Boolean> attempt : atOnce.invokeAll(attempts)) {
                connected += attempt.get() ? 1 : 0;
            }
            assertThat(connected).isEqualTo(1);
        } finally {
            atOnce.shutdownNow();
        }
    }
}
