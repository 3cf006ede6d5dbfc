package io.postledger.api.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;
import io.postledger.api.workspace.WorkspaceId;

/** Identifies the audit trail of a workspace: each has one, with an id that follows from its own. */
public record AuditTrailId(@JsonValue String value) {
    public static final String PREFIX = "trail";

    @JsonCreator
    public AuditTrailId {
        Ids.require(PREFIX, value);
    }

    public static AuditTrailId of(WorkspaceId workspace) {
        return new AuditTrailId(PREFIX + workspace.value().substring(WorkspaceId.PREFIX.length()));
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
