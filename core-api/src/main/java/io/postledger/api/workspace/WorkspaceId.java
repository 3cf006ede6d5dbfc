package io.postledger.api.workspace;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;

/** Identifies a workspace, the unit of tenancy. */
public record WorkspaceId(@JsonValue String value) {
    public static final String PREFIX = "ws";

    @JsonCreator
    public WorkspaceId {
        Ids.require(PREFIX, value);
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
