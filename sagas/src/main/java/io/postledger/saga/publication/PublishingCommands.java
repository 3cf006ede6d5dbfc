package io.postledger.saga.publication;

import io.postledger.api.CommandResult;
import io.postledger.messaging.ProcessCommands;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Commands that the publishing process sends. */
@Component
class PublishingCommands {
    private final ProcessCommands commands;

    PublishingCommands(CommandGateway gateway) {
        this.commands = new ProcessCommands(gateway, "publishing");
    }

    CommandResult send(String workspaceId, Object command) {
        return commands.send(workspaceId, command);
    }

    CommandResult sendOnce(String workspaceId, Object command, String requestId) {
        return commands.sendOnce(workspaceId, command, requestId);
    }
}
