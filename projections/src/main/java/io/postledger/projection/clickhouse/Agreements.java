package io.postledger.projection.clickhouse;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which workspaces agreed, from where to where in the log. What was withdrawn later counts as never given: an event that is gone
 * over once more adds nothing that was removed since.
 */
final class Agreements {
    private final Map<String, NavigableMap<Long, Agreement>> byWorkspace = new HashMap<>();

    /** As these, and with more; those stay as they are. */
    synchronized Agreements with(Collection<Agreement> more) {
        if (more.isEmpty()) {
            return this;
        }
        Agreements both = new Agreements();
        byWorkspace.forEach((id, all) -> both.byWorkspace.put(id, new TreeMap<>(all)));
        more.forEach(both::put);
        return both;
    }

    synchronized void put(Agreement agreement) {
        byWorkspace
                .computeIfAbsent(agreement.workspaceId(), id -> new TreeMap<>())
                .put(agreement.position(), agreement);
    }

    /**
     * The consent that what a workspace did at a position may be used by: the sequence number of the event with which it was given.
     * Empty where there is none.
     */
    synchronized OptionalLong at(String workspaceId, long position) {
        NavigableMap<Long, Agreement> all = byWorkspace.get(workspaceId);
        if (all == null || all.tailMap(position, false).values().stream().anyMatch(later -> !later.given())) {
            return OptionalLong.empty();
        }
        OptionalLong consent = OptionalLong.empty();
        for (Agreement earlier : all.headMap(position, false).descendingMap().values()) {
            if (!earlier.given()) {
                return consent;
            }
            consent = OptionalLong.of(earlier.sequence());
        }
        return consent;
    }
}
