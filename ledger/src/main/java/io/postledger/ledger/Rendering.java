package io.postledger.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What people read of an event, by the keys that there were when it was exported. Nothing of the proof rests on it: the installation says
 * so, and signs that it did.
 *
 * @param words what happened, in a sentence
 * @param payload the event's own fields as JSON, with what is personal decrypted or erased; null where it could not be read
 */
public record Rendering(String words, @Nullable String payload) {
    /** Reads events as they are stored. */
    public interface Reader {
        Rendering read(Leaf leaf);
    }
}
