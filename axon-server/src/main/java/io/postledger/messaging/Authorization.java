package io.postledger.messaging;

import io.postledger.api.MessageContext;
import io.postledger.api.Permission;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.Requires;
import io.postledger.api.workspace.Role;
import java.util.Optional;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether the sender of a message may send it: by the permission that the message's type {@link Requires}, and
 * the sender's role in the message's workspace. A type that says nothing is refused.
 */
final class Authorization {
    private static final Logger log = LoggerFactory.getLogger(Authorization.class);

    private final Membership membership;

    Authorization(Membership membership) {
        this.membership = membership;
    }

    /** Rejected: NOT_AUTHENTICATED, NOT_PERMITTED, WORKSPACE_NOT_FOUND (to anyone who is no member of it). */
    void check(Message<?> message) {
        Requires requires = message.getPayloadType().getAnnotation(Requires.class);
        if (requires == null) {
            throw new RejectedException(RejectionCode.NOT_PERMITTED, "Messages of this type are not accepted");
        }
        MetaData context = message.getMetaData();
        String actor = (String) context.getOrDefault(MessageContext.ACTOR, MessageContext.ANONYMOUS);
        if (requires.value() == Permission.ANYONE || actor.startsWith(MessageContext.PROCESS_PREFIX)) {
            return;
        }
        if (requires.value() == Permission.OPERATE) {
            if (!actor.equals(MessageContext.OPERATOR)) {
                throw new RejectedException(
                        RejectionCode.NOT_PERMITTED, "Only whoever runs this installation may do this");
            }
            return;
        }
        if (!actor.startsWith(MessageContext.USER_PREFIX)) {
            throw new RejectedException(RejectionCode.NOT_AUTHENTICATED, "Sign in first");
        }
        if (requires.value() != Permission.ANY_USER) {
            checkRole(requires.value(), context, actor.substring(MessageContext.USER_PREFIX.length()));
        }
    }

    private void checkRole(Permission permission, MetaData context, String userId) {
        String workspaceId = (String) context.get(MessageContext.WORKSPACE);
        Optional<Role> role = workspaceId == null ? Optional.empty() : membership.roleOf(workspaceId, userId);
        if (role.isEmpty()) {
            log.info("Refused {}: {} is no member of {}", permission, userId, workspaceId);
            throw new RejectedException(RejectionCode.WORKSPACE_NOT_FOUND, "There is no such workspace");
        }
        if (!role.get().grants(permission)) {
            throw new RejectedException(RejectionCode.NOT_PERMITTED, "Your role in this workspace does not allow this");
        }
    }
}
