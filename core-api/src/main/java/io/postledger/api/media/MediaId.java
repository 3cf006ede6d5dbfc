package io.postledger.api.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;

/** Identifies a picture or a video. */
public record MediaId(@JsonValue String value) {
    public static final String PREFIX = "media";

    @JsonCreator
    public MediaId {
        Ids.require(PREFIX, value);
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
