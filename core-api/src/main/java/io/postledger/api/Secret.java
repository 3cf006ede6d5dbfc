package io.postledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A value that must not be seen: it travels in messages, and prints as nothing. */
public record Secret(@JsonValue String reveal) {
    @JsonCreator
    public Secret {}

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
