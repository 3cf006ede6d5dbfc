package io.postledger.embedded.networks;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a network lives: its name, its time, and what outlasts its process.
 *
 * @param network its name in paths, in the journal and in the product's settings, for example {@code x}
 * @param folder of its own, for what is too large for the journal
 */
public record Site(String network, Clock clock, Journal journal, Path folder) {

    public Instant now() {
        return clock.instant();
    }

    /** The beginning of an event of this network. */
    public ObjectNode event(String type) {
        return Json.object().put("network", network).put("type", type);
    }
}
