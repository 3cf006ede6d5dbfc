package io.postledger.embedded.networks;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.node.ObjectNode;

/** How many requests came, by endpoint and account, since this process began. */
final class CallCounts {

    private final Map<Target, LongAdder> counts = new ConcurrentHashMap<>();

    void count(Target target) {
        counts.computeIfAbsent(target, t -> new LongAdder()).increment();
    }

    /** {@code {endpoint: {handle or "-": count}}}. */
    ObjectNode of(String network) {
        Map<String, Map<String, Long>> byEndpoint = new TreeMap<>();
        counts.forEach((target, count) -> {
            if (target.network().equals(network)) {
                byEndpoint
                        .computeIfAbsent(target.endpoint(), e -> new TreeMap<>())
                        .put(target.accountOrNull() == null ? "-" : target.accountOrNull(), count.sum());
            }
        });
        return Json.MAPPER.valueToTree(byEndpoint);
    }
}
