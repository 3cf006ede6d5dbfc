package io.postledger.api.publication;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;

/** Identifies the delivery of one post to one account. */
public record PublicationId(@JsonValue String value) {
    public static final String PREFIX = "pub";

    @JsonCreator
    public PublicationId {
        Ids.require(PREFIX, value);
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
