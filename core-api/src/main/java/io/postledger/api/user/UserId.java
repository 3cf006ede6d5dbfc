package io.postledger.api.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;

/** Identifies a person who signs in. */
public record UserId(@JsonValue String value) {
    public static final String PREFIX = "user";

    @JsonCreator
    public UserId {
        Ids.require(PREFIX, value);
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
