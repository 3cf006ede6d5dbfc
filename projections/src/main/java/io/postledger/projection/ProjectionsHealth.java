package io.postledger.projection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Says of each projection of this node whether it goes on, on which stores, and how far it is behind the log. Down while
 * a store does not answer or a projection stands still at an error; the product itself goes on.
 */
final class ProjectionsHealth extends AbstractHealthIndicator {
    private final ProjectionRegistry registry;
    private final LogHead head;

    ProjectionsHealth(ProjectionRegistry registry, LogHead head) {
        this.registry = registry;
        this.head = head;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Map<ProjectionStore, Boolean> reachable = registry.all().stream()
                .flatMap(entry -> entry.stores().stream())
                .distinct()
                .collect(Collectors.toMap(store -> store, ProjectionStore::isReachable));
        boolean well = !reachable.containsValue(false);
        for (ProjectionRegistry.Entry entry : registry.all()) {
            well &= entry.progress().error().isEmpty();
            health.withDetail(entry.name(), describe(entry, reachable));
        }
        reachable.forEach((store, answers) -> health.withDetail(store.name(), answers ? "reachable" : "unreachable"));
        health.status(well ? "UP" : "DOWN");
    }

    private Map<String, Object> describe(ProjectionRegistry.Entry entry, Map<ProjectionStore, Boolean> reachable) {
        ProjectionProgress progress = entry.progress();
        boolean away = entry.stores().stream().anyMatch(store -> !reachable.get(store));
        double lag = ProjectionMetrics.lag(head, progress);
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("state", state(away, progress, lag));
        description.put(
                "stores", entry.stores().stream().map(ProjectionStore::name).collect(Collectors.joining(",")));
        description.put("position", progress.position());
        description.put("lag", Double.isNaN(lag) ? "unknown" : (Object) (long) lag);
        description.put("letters", entry.letters().count());
        progress.lastBatch().ifPresent(at -> description.put("lastBatch", at.toString()));
        // The kind of failure only: its text may quote what a person wrote. The log has the rest.
        progress.error()
                .ifPresent(error -> description.put("error", error.getClass().getName()));
        return description;
    }

    private static String state(boolean storeAway, ProjectionProgress progress, double lag) {
        if (storeAway) {
            return "STORE_UNREACHABLE";
        }
        if (progress.error().isPresent()) {
            return "ERROR";
        }
        return lag > 0 ? "BEHIND" : "UP_TO_DATE";
    }
}
