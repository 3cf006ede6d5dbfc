package io.postledger.query.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountAuthorizationLost;
import io.postledger.api.account.AccountConnected;
import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountList;
import io.postledger.api.account.AccountReconnected;
import io.postledger.api.account.AccountState;
import io.postledger.api.account.AccountView;
import io.postledger.api.account.FindAccount;
import io.postledger.api.account.FindAccounts;
import io.postledger.api.account.Platform;
import io.postledger.api.workspace.FindMyWorkspaces;
import io.postledger.api.workspace.FindRetention;
import io.postledger.api.workspace.FindWorkspace;
import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.MemberRemoved;
import io.postledger.api.workspace.MemberRoleChanged;
import io.postledger.api.workspace.RetentionChanged;
import io.postledger.api.workspace.RetentionView;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceCreated;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.api.workspace.WorkspaceList;
import io.postledger.api.workspace.WorkspaceView;
import io.postledger.query.QueryRig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkspaceQueriesIT {
    private static final String ME = "user_01jd8y3e4f7z9k2m5n6p7q8r9s";
    private static final String OTHER = "user_01jd8y3e4f7z9k2m5n6p7q8r9t";
    private static final String ACCOUNT = "acct_01jd8y3e4f7z9k2m5n6p7q8r9s";

    private QueryRig rig;

    @BeforeEach
    void open() {
        rig = new QueryRig();
        create(QueryRig.WORKSPACE, "Ours", ME);
        create(QueryRig.FOREIGN, "Theirs", OTHER);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void givenMembersCameAndWent_whenFound_thenAsItStands() {
        rig.publish(QueryRig.WORKSPACE, new MemberAdded(QueryRig.WORKSPACE, OTHER, Role.VIEWER));
        rig.publish(QueryRig.WORKSPACE, new MemberRoleChanged(QueryRig.WORKSPACE, OTHER, Role.EDITOR));

        assertThat(find(QueryRig.WORKSPACE, 3L))
                .isEqualTo(new WorkspaceView(
                        QueryRig.WORKSPACE,
                        "Ours",
                        "Europe/Berlin",
                        List.of(new WorkspaceView.Member(ME, Role.OWNER), new WorkspaceView.Member(OTHER, Role.EDITOR)),
                        3));

        rig.publish(QueryRig.WORKSPACE, new MemberRemoved(QueryRig.WORKSPACE, OTHER));
        assertThat(find(QueryRig.WORKSPACE, 4L).members()).hasSize(1);
    }

    @Test
    void givenRetention_whenFound_thenAsItWasSaidLast() {
        assertThat(rig.ask(new FindRetention(new WorkspaceId(QueryRig.WORKSPACE), 1L), RetentionView.class))
                .isEqualTo(new RetentionView(null, null, null, 1));
        rig.publish(QueryRig.WORKSPACE, new RetentionChanged(QueryRig.WORKSPACE, 90, 365));
        rig.publish(QueryRig.WORKSPACE, new RetentionChanged(QueryRig.WORKSPACE, null, 365));

        assertThat(rig.ask(new FindRetention(new WorkspaceId(QueryRig.WORKSPACE), 3L), RetentionView.class))
                .isEqualTo(new RetentionView(null, 365, QueryRig.AT, 3));
        rig.events().rebuildAll();
        assertThat(rig.ask(new FindRetention(new WorkspaceId(QueryRig.WORKSPACE), 3L), RetentionView.class))
                .isEqualTo(new RetentionView(null, 365, QueryRig.AT, 3));
        assertThatThrownBy(
                        () -> rig.ask(new FindRetention(new WorkspaceId(QueryRig.FOREIGN), null), RetentionView.class))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.code()).isEqualTo(RejectionCode.WORKSPACE_NOT_FOUND));
    }

    @Test
    void givenTwoWorkspaces_whenAskedForMine_thenOnlyMine() {
        rig.awaitCaughtUp();
        assertThat(rig.ask(new FindMyWorkspaces(), WorkspaceList.class).items())
                .extracting(WorkspaceView::name)
                .containsExactly("Ours");
    }

    @Test
    void givenForeignWorkspace_whenFound_thenNotFound() {
        rig.awaitCaughtUp();
        assertThatThrownBy(() -> find(QueryRig.FOREIGN, null))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.code()).isEqualTo(RejectionCode.WORKSPACE_NOT_FOUND));
    }

    @Test
    void givenMembers_whenRoleAsked_thenKnownAndOthersAreNobody() {
        rig.awaitCaughtUp();
        String justMade = "ws_01jd8y3e4f7z9k2m5n6p7q8r98";
        create(justMade, "Just made", ME);
        // Not awaited: whoever has just made a workspace is let in.
        assertThat(rig.membership().roleOf(justMade, ME)).contains(Role.OWNER);
        assertThat(rig.membership().roleOf(QueryRig.WORKSPACE, ME)).contains(Role.OWNER);
        assertThat(rig.membership().roleOf(QueryRig.WORKSPACE, OTHER)).isEqualTo(Optional.empty());
        assertThat(rig.membership().roleOf("ws_01jd8y3e4f7z9k2m5n6p7q8r99", ME)).isEmpty();
    }

    @Test
    void givenAccountThroughItsLife_whenFound_thenStateAndReason() {
        rig.publish(ACCOUNT, connected(ACCOUNT, QueryRig.WORKSPACE, "ada"));
        rig.publish(ACCOUNT, new AccountAuthorizationLost(ACCOUNT, "REVOKED"));
        assertThat(account(1L))
                .isEqualTo(new AccountView(
                        ACCOUNT, Platform.X, "1", "ada", "Ada", AccountState.NEEDS_RECONNECT, "REVOKED", 1));

        rig.publish(ACCOUNT, new AccountReconnected(ACCOUNT, "ada2", "Ada", List.of()));
        assertThat(account(2L))
                .isEqualTo(new AccountView(ACCOUNT, Platform.X, "1", "ada2", "Ada", AccountState.CONNECTED, null, 2));

        rig.publish(ACCOUNT, new AccountDisconnected(ACCOUNT));
        assertThat(account(3L).state()).isEqualTo(AccountState.DISCONNECTED);
    }

    @Test
    void givenAccounts_whenListed_thenOursByHandle() {
        rig.publish(ACCOUNT, connected(ACCOUNT, QueryRig.WORKSPACE, "zoe"));
        rig.publish(ACCOUNT + "2", connected(ACCOUNT + "2", QueryRig.WORKSPACE, "ada"));
        rig.publish(ACCOUNT + "3", connected(ACCOUNT + "3", QueryRig.FOREIGN, "eve"));
        rig.awaitCaughtUp();

        assertThat(rig.ask(new FindAccounts(), AccountList.class).items())
                .extracting(AccountView::handle)
                .containsExactly("ada", "zoe");
        assertThatThrownBy(() ->
                        rig.ask(QueryRig.FOREIGN, new FindAccount(new AccountId(ACCOUNT), null), AccountView.class))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.ACCOUNT_NOT_FOUND));
    }

    private void create(String id, String name, String owner) {
        rig.publish(id, new WorkspaceCreated(id, name, "Europe/Berlin", owner));
        rig.publish(id, new MemberAdded(id, owner, Role.OWNER));
    }

    private static AccountConnected connected(String id, String workspaceId, String handle) {
        return new AccountConnected(id, workspaceId, Platform.X, "1", handle, "Ada", List.of());
    }

    private AccountView account(long version) {
        return rig.ask(new FindAccount(new AccountId(ACCOUNT), version), AccountView.class);
    }

    private WorkspaceView find(String id, Long version) {
        return rig.ask(new FindWorkspace(new WorkspaceId(id), version), WorkspaceView.class);
    }
}
