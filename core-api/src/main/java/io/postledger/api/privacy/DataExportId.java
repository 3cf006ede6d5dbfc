package io.postledger.api.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;

/** Identifies one taking away of data. */
public record DataExportId(@JsonValue String value) {
    public static final String PREFIX = "dexp";

    @JsonCreator
    public DataExportId {
        Ids.require(PREFIX, value);
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
