package io.postledger.ledger.build;

import io.postledger.ledger.Finding;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the tree against what every place outside of the database keeps of it. */
final class AnchoredHeads {
    private static final Logger log = LoggerFactory.getLogger(AnchoredHeads.class);
    /** Of a place's heads: they are one chain, for none is added that does not go with the one before. */
    private static final int MOST_CHECKED = 100;

    private final LedgerCheck check;
    private final List<Anchor> anchors;

    AnchoredHeads(LedgerCheck check, List<Anchor> anchors) {
        this.check = check;
        this.anchors = anchors;
    }

    /**
     * What was found.
     *
     * @param heads that the tree was held against
     * @param unreadable places that could not be asked
     */
    record Result(List<Finding> findings, int heads, List<String> unreadable) {}

    Result check() {
        List<Finding> found = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int checked = 0;
        for (Anchor anchor : anchors) {
            try {
                Trust kept = anchor.read();
                List<TreeHead> heads = kept.heads();
                List<TreeHead> newest = heads.subList(Math.max(0, heads.size() - MOST_CHECKED), heads.size());
                found.addAll(check.anchors(new Trust(kept.keys(), newest)));
                checked += newest.size();
            } catch (IOException | IllegalArgumentException e) {
                log.warn("What is anchored at {} cannot be read: {}", anchor.place(), e.toString());
                unreadable.add(anchor.place());
            }
        }
        return new Result(List.copyOf(found), checked, List.copyOf(unreadable));
    }
}
