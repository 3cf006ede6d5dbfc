package io.postledger.trial.storm;

import io.postledger.trial.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How late, after their due time, posts were on the network, by account; in seconds. */
final class Lateness {
    private final Map<String, List<Double>> byAccount = new TreeMap<>();

    void add(String account, Instant due, Instant posted) {
        byAccount
                .computeIfAbsent(account, a -> new ArrayList<>())
                .add(Duration.between(due, posted).toMillis() / 1e3);
    }

    Collection<Double> all() {
        return byAccount.values().stream().flatMap(List::stream).toList();
    }

    double median() {
        return Figures.percentile(all(), 0.5);
    }

    /** The median of the account whose median is the largest, against the median of all. */
    double slowestAgainstAll() {
        double slowest = byAccount.values().stream()
                .mapToDouble(late -> Figures.percentile(late, 0.5))
                .max()
                .orElseThrow();
        return slowest / median();
    }
}
