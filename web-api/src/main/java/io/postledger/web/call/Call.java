package io.postledger.web.call;

import java.util.Map;
import java.util.Optional;
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

    /** The caller's own request id; empty where the server had to make one. */
    Optional<String> suppliedRequestId() {
        return requestIdSupplied ? Optional.of(requestId) : Optional.empty();
    }

    @Nullable
    String value(String key) {
        return (String) metaData.get(key);
    }
}
