package io.postledger.api.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;
import io.postledger.api.workspace.WorkspaceId;

/**
 * Identifies the record of what whoever runs the installation takes out: each workspace has one, with an id that follows from its own,
 * and there is one of what concerns every workspace.
 */
public record OperatorTrailId(@JsonValue String value) {
    public static final String PREFIX = "otrl";

    /** Of what is taken out of the whole installation. No workspace has this number: ids begin with the time that they were made at. */
    public static final OperatorTrailId INSTALLATION = new OperatorTrailId(PREFIX + "_00000000000000000000000000");

    @JsonCreator
    public OperatorTrailId {
        Ids.require(PREFIX, value);
    }

    public static OperatorTrailId of(WorkspaceId workspace) {
        return new OperatorTrailId(PREFIX + workspace.value().substring(WorkspaceId.PREFIX.length()));
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
