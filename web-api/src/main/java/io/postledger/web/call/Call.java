package io.postledger.web.call;

import io.postledger.api.MessageContext;
import io.postledger.api.workspace.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call as the messages sent for it see it: who, in which workspace, under which request id. Made from the
 * request alone by {@link CallResolver}, never from its body; a controller takes it as a parameter, and cannot make
 * one, so that nothing is sent without it.
 */
public final class Call {
    private final MetaData metaData;
    private final String requestId;
    private final boolean requestIdSupplied;

    Call(Map<String, ?> metaData, String requestId, boolean requestIdSupplied) {
        this.metaData = MetaData.from(metaData);
        this.requestId = requestId;
        this.requestIdSupplied = requestIdSupplied;
    }

    MetaData metaData() {
        return metaData;
    }

    /**
     * The same call, in a workspace that its path does not name: one that the command creates, or one that whoever runs the
     * installation takes something out of.
     */
    public Call within(WorkspaceId workspace) {
        return new Call(metaData.and(MessageContext.WORKSPACE, workspace.value()), requestId, requestIdSupplied);
    }

    /** The same call, of whoever runs this installation: {@code io.postledger.web.security.OperatorDoor} alone asks for it. */
    public Call asOperator() {
        return new Call(metaData.and(MessageContext.ACTOR, MessageContext.OPERATOR), requestId, requestIdSupplied);
    }

    /**
     * The same call under a request id that nobody chose: for what must be decided each time. A repeated id is answered as the first time
     * whatever it asks for, which is no leave to be given something.
     */
    public Call decidedAnew() {
        String id = UUID.randomUUID().toString();
        return new Call(metaData.and(MessageContext.REQUEST_ID, id), id, false);
    }

    /** The same call, for a list that must show at least these things and versions ({@code post_…:3}). */
    public Call showing(@Nullable List<String> atLeast) {
        return atLeast == null
                ? this
                : new Call(
                        metaData.and(MessageContext.AT_LEAST, String.join(",", atLeast)), requestId, requestIdSupplied);
    }

    /** The caller's own request id; empty where the server had to make one. */
    Optional<String> suppliedRequestId() {
        return requestIdSupplied ? Optional.of(requestId) : Optional.empty();
    }

    @Nullable
    String value(String key) {
        return (String) metaData.get(key);
    }
}
