package io.postledger.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.postledger.api.CommandResult;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.command.memory.DecidedFromMemory;
import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * What every aggregate has in common: a command from another workspace does not find it, a command that expects another
 * version is refused, a repeated request answers as it did the first time, and every command answers {@link
 * CommandResult}. Handlers are left with their own decision and return nothing. A snapshot is all fields.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public abstract class Root {
    @AggregateMember
    private HandledRequests handledRequests = new HandledRequests();

    /** The aggregate's id; null until its first event. */
    protected abstract @Nullable String id();

    /** The workspace it belongs to; null where it belongs to none, or has no event yet. */
    protected abstract @Nullable String workspaceId();

    /** What answers a command from a workspace that the aggregate is not in. */
    protected abstract RejectionCode notFound();

    @CommandHandlerInterceptor
    Object guard(CommandMessage<?> command, InterceptorChain chain) throws Exception {
        if (id() != null) {
            DecidedFromMemory.decidingOn(id(), AggregateLifecycle.getVersion());
            MetaData context = command.getMetaData();
            if (workspaceId() != null && !workspaceId().equals(context.get(MessageContext.WORKSPACE))) {
                throw new RejectedException(notFound(), "There is none with this id");
            }
            OptionalLong repeated = handledRequests.versionAfter(
                    (String) context.get(MessageContext.REQUEST_ID),
                    command.getPayloadType().getSimpleName());
            if (repeated.isPresent()) {
                return new CommandResult(id(), repeated.getAsLong());
            }
            requireExpectedVersion((Long) context.get(MessageContext.EXPECTED_VERSION));
        }
        chain.proceed();
        return new CommandResult(id(), AggregateLifecycle.getVersion());
    }

    private void requireExpectedVersion(@Nullable Long expected) {
        long version = AggregateLifecycle.getVersion();
        if (expected != null && expected != version) {
            throw new RejectedException(
                    RejectionCode.STALE_VERSION,
                    "It has changed since: you expected version " + expected + ", it is at " + version,
                    Map.of("expected", expected.toString(), "actual", Long.toString(version)));
        }
    }

    /** For handlers that create: rejected with ID_ALREADY_USED where the aggregate exists. */
    protected final void requireNew() {
        if (id() != null) {
            throw new RejectedException(RejectionCode.ID_ALREADY_USED, "This id is in use", Map.of("id", id()));
        }
    }
}
