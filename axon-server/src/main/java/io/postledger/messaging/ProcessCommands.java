package io.postledger.messaging;

import io.postledger.api.CommandResult;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.Rejection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/** How one of Postledger's own processes sends commands: as itself, in a workspace, waiting for the answer. */
public final class ProcessCommands {
    private static final long TIMEOUT_SECONDS = 10;

    private final CommandGateway gateway;
    private final String process;

    public ProcessCommands(CommandGateway gateway, String process) {
        this.gateway = gateway;
        this.process = process;
    }

    /**
     * Sends a command that is to be done once for each sending. Throws {@link RejectedException}.
     *
     * @param workspaceId null for a command outside any
     */
    public CommandResult send(@Nullable String workspaceId, Object command) {
        return send(workspaceId, command, UUID.randomUUID().toString(), null);
    }

    /** Sends a command that is done once however often it is sent with this request id. Throws {@link RejectedException}. */
    public CommandResult sendOnce(String workspaceId, Object command, String requestId) {
        return send(workspaceId, command, requestId, null);
    }

    /** As {@link #send(String, Object)}, for somebody: the events say for whom. */
    public CommandResult sendFor(@Nullable String actor, String workspaceId, Object command) {
        return send(workspaceId, command, UUID.randomUUID().toString(), actor);
    }

    /** Sends a command outside any workspace that answers something else than a version. Throws {@link RejectedException}. */
    public <R> R ask(Object command, Class<R> answer, long timeoutSeconds) {
        return answer.cast(send(null, command, UUID.randomUUID().toString(), null, timeoutSeconds));
    }

    private CommandResult send(
            @Nullable String workspaceId, Object command, String requestId, @Nullable String onBehalfOf) {
        return (CommandResult) send(workspaceId, command, requestId, onBehalfOf, TIMEOUT_SECONDS);
    }

    private Object send(
            @Nullable String workspaceId,
            Object command,
            String requestId,
            @Nullable String onBehalfOf,
            long timeoutSeconds) {
        Map<String, Object> context = new HashMap<>();
        if (workspaceId != null) {
            context.put(MessageContext.WORKSPACE, workspaceId);
        }
        context.put(MessageContext.ACTOR, MessageContext.PROCESS_PREFIX + process);
        context.put(MessageContext.SOURCE, process);
        context.put(MessageContext.REQUEST_ID, requestId);
        if (onBehalfOf != null) {
            context.put(MessageContext.ON_BEHALF_OF, onBehalfOf);
        }
        try {
            Object result = gateway.sendAndWait(
                    GenericCommandMessage.asCommandMessage(command).withMetaData(context),
                    timeoutSeconds,
                    TimeUnit.SECONDS);
            if (result == null) {
                throw new IllegalStateException(
                        "No answer to " + command.getClass().getSimpleName() + " in " + timeoutSeconds + " s");
            }
            return result;
        } catch (CommandExecutionException e) {
            throw e.<Rejection>getDetails()
                    .<RuntimeException>map(RejectedException::new)
                    .orElse(e);
        }
    }
}
