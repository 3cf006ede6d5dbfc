package io.postledger.trial.rebuild;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.JsonNode;

/** Which version of each post anybody has seen, and whether somebody saw an older one after that. Thread-safe. */
final class Sightings {
    private final ConcurrentSkipListMap<String, Long> newest = new ConcurrentSkipListMap<>();
    private final Queue<String> backInTime = new ConcurrentLinkedQueue<>();

    /** What had been seen when a question was asked. */
    Map<String, Long> soFar() {
        return new TreeMap<>(newest);
    }

    /** A post that was asked for by its id. @param post missing where it was not found */
    void one(String id, JsonNode post, Map<String, Long> before) {
        if (post.isMissingNode()) {
            if (before.containsKey(id)) {
                backInTime.add(id + " vanished");
            }
            return;
        }
        see(post, before);
    }

    /** The newest posts, by their ids, which are in the order of the list; all of those between were asked for. */
    void list(JsonNode page, Map<String, Long> before) {
        Map<String, JsonNode> posts = new TreeMap<>();
        page.path("items").forEach(post -> posts.put(post.path("postId").asString(), post));
        String oldest = page.path("nextCursor").asString("");
        before.keySet().stream()
                .filter(id -> id.compareTo(oldest) >= 0 && !posts.containsKey(id))
                .forEach(id -> backInTime.add(id + " vanished from the list"));
        posts.values().forEach(post -> see(post, before));
    }

    private void see(JsonNode post, Map<String, Long> before) {
        String id = post.path("postId").asString();
        long version = post.path("version").asLong();
        Long known = before.get(id);
        if (known != null && version < known) {
            backInTime.add(id + " was at " + known + ", then at " + version);
        }
        newest.merge(id, version, Math::max);
    }

    /** What was seen that cannot be. */
    Collection<String> backInTime() {
        return backInTime;
    }
}
