package io.postledger.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a network handed out on the way to a post: ids of uploads, containers, sessions. Kept by the caller, encrypted, from
 * one step to the next; some of it (an upload session's address) would let its holder upload, so its text shows none.
 */
public record Prepared(Map<String, String> parts) {

    public static final Prepared NOTHING = new Prepared(Map.of());

    public Prepared {
        parts = Map.copyOf(parts);
    }

    public Optional<String> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    public Prepared with(String name, String value) {
        Map<String, String> more = new HashMap<>(parts);
        more.put(name, value);
        return new Prepared(more);
    }

    public Prepared without(String name) {
        Map<String, String> fewer = new HashMap<>(parts);
        fewer.remove(name);
        return new Prepared(fewer);
    }

    @Override
    public String toString() {
        return "Prepared" + parts.keySet();
    }
}
