package io.postledger.api.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;

/** Identifies one export of history, from its request on. */
public record HistoryExportId(@JsonValue String value) {
    public static final String PREFIX = "hexp";

    @JsonCreator
    public HistoryExportId {
        Ids.require(PREFIX, value);
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
