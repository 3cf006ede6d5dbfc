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

    /** Sends a command that is to be done once for each sending. Throws {@link RejectedException}. */
    public CommandResult send(String workspaceId, Object command) {
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

    private CommandResult send(String workspaceId, Object command, String requestId, @Nullable String onBehalfOf) {
        Map<String, Object> context = new HashMap<>();
        context.put(MessageContext.WORKSPACE, workspaceId);
        context.put(MessageContext.ACTOR, MessageContext.PROCESS_PREFIX + process);
        context.put(MessageContext.SOURCE, process);
        context.put(MessageContext.REQUEST_ID, requestId);
        if (onBehalfOf != null) {
            context.put(MessageContext.ON_BEHALF_OF, onBehalfOf);
        }
        try {
            CommandResult result = gateway.sendAndWait(
                    GenericCommandMessage.asCommandMessage(command).withMetaData(context),
                    TIMEOUT_SECONDS,
                    TimeUnit.SECONDS);
            if (result == null) {
                throw new IllegalStateException(
                        "No answer to " + command.getClass().getSimpleName() + " in " + TIMEOUT_SECONDS + " s");
            }
            return result;
        } catch (CommandExecutionException e) {
            throw e.<Rejection>getDetails()
                    .<RuntimeException>map(RejectedException::new)
                    .orElse(e);
        }
    }
}
