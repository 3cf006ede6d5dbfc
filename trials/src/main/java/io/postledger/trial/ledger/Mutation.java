package io.postledger.trial.ledger;

import io.postledger.ledger.Finding;
import java.util.List;

/**
 * What was done to a store or a bundle.
 *
 * @param kind in a word
 * @param from first leaf that it touched
 * @param to last one
 * @param whole codes that say it without a place, for what touches no event
 */
record Mutation(String kind, long from, long to, List<Finding.Code> whole) {
    static Mutation at(String kind, long index) {
        return new Mutation(kind, index, index, List.of());
    }

    static Mutation over(String kind, long from, long to) {
        return new Mutation(kind, from, to, List.of());
    }

    static Mutation ofWhole(String kind, Finding.Code... codes) {
        return new Mutation(kind, -1, -1, List.of(codes));
    }

    /** Whether one finding says where it is, and none blames an event that was not touched. */
    boolean isLocatedBy(List<Finding> findings) {
        return findings.stream().anyMatch(this::says) && findings.stream().noneMatch(this::blamesAnother);
    }

    private boolean says(Finding finding) {
        return whole.contains(finding.code())
                || finding.index() != null && finding.index() <= to && finding.to() >= from;
    }

    private boolean blamesAnother(Finding finding) {
        return finding.index() != null
                && finding.code().name().startsWith("EVENT_")
                && from >= 0
                && (finding.index() > to || finding.to() < from);
    }
}
