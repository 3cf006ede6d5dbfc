package io.postledger.command.privacy;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.privacy.ErasureView;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.Role;
import io.postledger.command.user.RegisteredUsers;
import io.postledger.messaging.Membership;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People take away their own, owners their workspace's, for as long as there is something. */
@Component
class DataExportPolicy implements DataExportRules {
    private final JdbcClient jdbc;
    private final RegisteredUsers users;
    private final Membership membership;

    DataExportPolicy(JdbcClient jdbc, RegisteredUsers users, @Qualifier("commandMembership") Membership membership) {
        this.jdbc = jdbc;
        this.users = users;
        this.membership = membership;
    }

    @Override
    public void requireAllowed(String actor, String subject) {
        // An id that is none has no erasure either.
        ErasureId.of(subject);
        boolean isPerson = ErasureId.isPerson(subject);
        RejectedException unknown = isPerson
                ? new RejectedException(RejectionCode.USER_NOT_FOUND, "There is no such user")
                : new RejectedException(RejectionCode.WORKSPACE_NOT_FOUND, "There is no such workspace");
        if (!actor.startsWith(MessageContext.USER_PREFIX)) {
            throw unknown;
        }
        String user = actor.substring(MessageContext.USER_PREFIX.length());
        if (isPerson ? !user.equals(subject) : !isOwner(subject, user)) {
            throw unknown;
        }
        requireNotErased(subject);
        if (isPerson && !users.isKnown(new UserId(subject))) {
            throw unknown;
        }
    }

    private boolean isOwner(String workspace, String user) {
        return membership.roleOf(workspace, user).filter(Role.OWNER::equals).isPresent();
    }

    private void requireNotErased(String subject) {
        String state = jdbc.sql("SELECT state FROM erasure WHERE subject = ?")
                .param(subject)
                .query(String.class)
                .optional()
                .orElse(ErasureView.State.NOT_REQUESTED.name());
        switch (ErasureView.State.valueOf(state)) {
            case BEGUN -> throw new RejectedException(RejectionCode.ERASURE_BEGUN, "The erasure of this has begun");
            case CERTIFIED -> throw new RejectedException(RejectionCode.SUBJECT_ERASED, "This was erased");
            case NOT_REQUESTED, REQUESTED -> {
                // Whoever wants to be forgotten may want to take their data along first.
            }
        }
    }
}
