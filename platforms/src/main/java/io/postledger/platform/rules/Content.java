package io.postledger.platform.rules;

import java.util.Objects;

/** What is to be published at one network. */
public record Content(String text) {

    public Content {
        Objects.requireNonNull(text, "text");
    }
}
