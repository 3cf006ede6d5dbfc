package io.postledger.api.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;

/** Identifies a social account connected to a workspace. */
public record AccountId(@JsonValue String value) {
    public static final String PREFIX = "acct";

    @JsonCreator
    public AccountId {
        Ids.require(PREFIX, value);
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
