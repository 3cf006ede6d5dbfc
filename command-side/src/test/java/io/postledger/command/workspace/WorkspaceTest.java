package io.postledger.command.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.AddMember;
import io.postledger.api.workspace.ChangeMemberRole;
import io.postledger.api.workspace.ChangeRetention;
import io.postledger.api.workspace.CloseWorkspace;
import io.postledger.api.workspace.CreateWorkspace;
import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.MemberRemoved;
import io.postledger.api.workspace.MemberRoleChanged;
import io.postledger.api.workspace.RemoveMember;
import io.postledger.api.workspace.RetentionChanged;
import io.postledger.api.workspace.RetentionRules;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceClosed;
import io.postledger.api.workspace.WorkspaceCreated;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.command.AggregateFixture;
import io.postledger.command.user.RegisteredUsers;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspaceTest extends AggregateFixture<Workspace> {
    private static final WorkspaceId ID = new WorkspaceId(WORKSPACE);
    private static final UserId OWNER = new UserId(USER);
    private static final UserId FRIEND = new UserId("user_01jqbbbbbbbbbbbbbbbbbbbbbb");
    private static final UserId STRANGER = new UserId("user_01jqcccccccccccccccccccccc");
    private static final WorkspaceCreated CREATED = new WorkspaceCreated(WORKSPACE, "Acme", "Europe/Berlin", USER);
    private static final MemberAdded OWNER_ADDED = new MemberAdded(WORKSPACE, USER, Role.OWNER);
    private static final MemberAdded FRIEND_ADDED = new MemberAdded(WORKSPACE, FRIEND.value(), Role.EDITOR);

    WorkspaceTest() {
        super(Workspace.class);
        fixture.registerInjectableResource((RegisteredUsers) user -> !user.equals(STRANGER));
    }

    @Test
    void givenNothing_whenCreated_thenSenderIsOwner() {
        when(fixture.givenNoPriorActivity(), new CreateWorkspace(ID, " Acme ", "Europe/Berlin"))
                .expectEvents(CREATED, OWNER_ADDED);
    }

    @Test
    void givenNothing_whenNameBlank_thenRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), new CreateWorkspace(ID, " ", "UTC")), RejectionCode.NAME_INVALID);
    }

    @Test
    void givenNothing_whenZoneUnknown_thenRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), new CreateWorkspace(ID, "Acme", "Nowhere")),
                RejectionCode.TIME_ZONE_UNKNOWN);
    }

    @Test
    void givenWorkspace_whenMemberAdded_thenAdded() {
        when(fixture.given(CREATED, OWNER_ADDED), new AddMember(ID, FRIEND, Role.EDITOR))
                .expectEvents(FRIEND_ADDED);
    }

    @Test
    void givenWorkspace_whenClosed_thenNobodyIsInIt_andOnce() {
        WorkspaceClosed closed = new WorkspaceClosed(WORKSPACE);
        when(fixture.given(CREATED, OWNER_ADDED, FRIEND_ADDED), new CloseWorkspace(ID))
                .expectEvents(closed);
        when(fixture.given(CREATED, OWNER_ADDED, closed), new CloseWorkspace(ID))
                .expectNoEvents();
    }

    @Test
    void givenWorkspace_whenUnregisteredPersonAdded_thenRejected() {
        assertRejected(
                when(fixture.given(CREATED, OWNER_ADDED), new AddMember(ID, STRANGER, Role.EDITOR)),
                RejectionCode.USER_NOT_FOUND);
    }

    @Test
    void givenMember_whenAddedAgain_thenRejected() {
        assertRejected(
                when(fixture.given(CREATED, OWNER_ADDED, FRIEND_ADDED), new AddMember(ID, FRIEND, Role.VIEWER)),
                RejectionCode.MEMBER_ALREADY_ADDED);
    }

    @Test
    void givenMember_whenRoleChanged_thenChanged() {
        when(fixture.given(CREATED, OWNER_ADDED, FRIEND_ADDED), new ChangeMemberRole(ID, FRIEND, Role.AUDITOR))
                .expectEvents(new MemberRoleChanged(WORKSPACE, FRIEND.value(), Role.AUDITOR));
    }

    @Test
    void givenOneOwner_whenDemoted_thenRejected() {
        assertRejected(
                when(fixture.given(CREATED, OWNER_ADDED, FRIEND_ADDED), new ChangeMemberRole(ID, OWNER, Role.VIEWER)),
                RejectionCode.LAST_OWNER);
    }

    @Test
    void givenOneOwner_whenRemoved_thenRejected() {
        assertRejected(
                when(fixture.given(CREATED, OWNER_ADDED), new RemoveMember(ID, OWNER)), RejectionCode.LAST_OWNER);
    }

    @Test
    void givenTwoOwners_whenOneRemoved_thenRemoved() {
        when(
                        fixture.given(
                                CREATED,
                                OWNER_ADDED,
                                FRIEND_ADDED,
                                new MemberRoleChanged(WORKSPACE, FRIEND.value(), Role.OWNER)),
                        new RemoveMember(ID, OWNER))
                .expectEvents(new MemberRemoved(WORKSPACE, USER));
    }

    @Test
    void givenNoMember_whenRemoved_thenRejected() {
        assertRejected(
                when(fixture.given(CREATED, OWNER_ADDED), new RemoveMember(ID, FRIEND)),
                RejectionCode.MEMBER_NOT_FOUND);
    }

    @Test
    void givenWorkspace_whenRetentionIsSaid_thenSaid_andTheSameAgainIsNothingNew() {
        RetentionChanged said = new RetentionChanged(WORKSPACE, 90, null);
        when(fixture.given(CREATED, OWNER_ADDED), new ChangeRetention(ID, new RetentionRules(90, null)))
                .expectEvents(said);
        when(fixture.given(CREATED, OWNER_ADDED, said), new ChangeRetention(ID, new RetentionRules(90, null)))
                .expectNoEvents();
        when(fixture.given(CREATED, OWNER_ADDED, said), new ChangeRetention(ID, RetentionRules.NONE))
                .expectEvents(new RetentionChanged(WORKSPACE, null, null));
    }

    @Test
    void givenPeriodsThatCannotBe_whenSaid_thenRejected() {
        for (Runnable wrong : List.<Runnable>of(
                () -> new RetentionRules(RetentionRules.LEAST_UNUSED_MEDIA_DAYS - 1, null),
                () -> new RetentionRules(null, RetentionRules.LEAST_ENDED_POST_MEDIA_DAYS - 1),
                () -> new RetentionRules(0, null),
                () -> new RetentionRules(null, RetentionRules.MOST_DAYS + 1))) {
            assertThatThrownBy(wrong::run)
                    .isInstanceOfSatisfying(
                            RejectedException.class,
                            rejected -> assertThat(rejected.code()).isEqualTo(RejectionCode.RETENTION_PERIOD_INVALID));
        }
    }
}
