package io.postledger.api.consent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;
import io.postledger.api.workspace.WorkspaceId;

/** Identifies the consents of a workspace: each has them once, with an id that follows from its own. */
public record ConsentsId(@JsonValue String value) {
    public static final String PREFIX = "consents";

    @JsonCreator
    public ConsentsId {
        Ids.require(PREFIX, value);
    }

    public static ConsentsId of(WorkspaceId workspace) {
        return new ConsentsId(PREFIX + workspace.value().substring(WorkspaceId.PREFIX.length()));
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
