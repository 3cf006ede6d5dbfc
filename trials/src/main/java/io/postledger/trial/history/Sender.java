package io.postledger.trial.history;

import io.postledger.api.MessageContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a command, as the product's own doors say it.
 *
 * @param workspaceId null for what is outside any
 * @param source {@code web} or a process's name
 */
record Sender(@Nullable String workspaceId, String actor, String source) {
    static Sender nobody() {
        return new Sender(null, MessageContext.ANONYMOUS, "web");
    }

    static Sender user(@Nullable String workspaceId, String userId) {
        return new Sender(workspaceId, MessageContext.USER_PREFIX + userId, "web");
    }

    static Sender process(String workspaceId, String name) {
        return new Sender(workspaceId, MessageContext.PROCESS_PREFIX + name, name);
    }

    /** Whoever runs the installation. */
    static Sender operator(@Nullable String workspaceId) {
        return new Sender(workspaceId, MessageContext.OPERATOR, "web");
    }

    Map<String, Object> context() {
        Map<String, Object> context = new HashMap<>();
        if (workspaceId != null) {
            context.put(MessageContext.WORKSPACE, workspaceId);
        }
        context.put(MessageContext.ACTOR, actor);
        context.put(MessageContext.SOURCE, source);
        return context;
    }
}
