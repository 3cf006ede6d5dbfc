package io.postledger.api.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;

/** Identifies one reading of history, however many pages or versions are looked at in it. */
public record ReadingId(@JsonValue String value) {
    public static final String PREFIX = "read";

    @JsonCreator
    public ReadingId {
        Ids.require(PREFIX, value);
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
