package io.postledger.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a verifier knows from elsewhere: keys, and heads that were anchored outside of the installation. Without a key it believes
 * the bundle's own, and proves no more than that the bundle goes together.
 */
public record Trust(List<LedgerKey> keys, List<TreeHead> heads) {
    public static final Trust NONE = new Trust(List.of(), List.of());

    public Trust {
        keys = List.copyOf(keys);
        heads = List.copyOf(heads);
    }

    /** Heads among these that no key signed that leads to a trusted one. */
    public List<Finding> unsigned(List<LedgerKey> shown, List<TreeHead> signed) {
        Map<String, LedgerKey> accepted = accept(shown);
        List<Finding> findings = new ArrayList<>();
        for (TreeHead head : signed) {
            LedgerKey key = accepted.get(head.keyId());
            if (key == null) {
                findings.add(Finding.of(
                        Finding.Code.KEY_UNKNOWN,
                        "the head of " + head.size() + " leaves is signed by " + head.keyId()));
            } else if (!key.signed(head.text(), head.signature())) {
                findings.add(Finding.of(
                        Finding.Code.HEAD_ALTERED, "the head of " + head.size() + " leaves is not what was signed"));
            }
        }
        return findings;
    }

    /**
     * What is wrong with an installation's keys: one that nothing trusted leads to, that does not follow the one before it, or that is trusted
     * and not there.
     *
     * @param stored from old to new
     */
    public List<Finding> strangers(List<LedgerKey> stored) {
        Map<String, LedgerKey> accepted = accept(stored);
        List<Finding> findings = new ArrayList<>();
        LedgerKey before = null;
        for (LedgerKey key : stored) {
            boolean follows = before == null ? key.before() == null : key.isEndorsedBy(before);
            if (!follows || !key.saysSoItself() || !accepted.containsKey(key.id())) {
                findings.add(Finding.of(Finding.Code.KEY_UNKNOWN, "nothing leads to the stored key " + key.id()));
            }
            before = key;
        }
        keys.stream()
                .filter(key -> stored.stream().noneMatch(one -> one.id().equals(key.id())))
                .map(key -> Finding.of(Finding.Code.KEY_UNKNOWN, "the anchored key " + key.id() + " is not stored"))
                .forEach(findings::add);
        return findings;
    }

    /** Which keys count: those trusted, and those that lead to or from them by endorsement. */
    Map<String, LedgerKey> accept(List<LedgerKey> shown) {
        Map<String, LedgerKey> candidates = new HashMap<>();
        shown.stream().filter(LedgerKey::saysSoItself).forEach(key -> candidates.put(key.id(), key));
        Map<String, LedgerKey> accepted = new HashMap<>();
        keys.stream().filter(LedgerKey::saysSoItself).forEach(key -> accepted.put(key.id(), key));
        if (keys.isEmpty()) {
            candidates.values().stream()
                    .filter(key -> key.before() == null)
                    .forEach(key -> accepted.put(key.id(), key));
        }
        List<LedgerKey> open = new ArrayList<>(candidates.values());
        while (true) {
            Optional<LedgerKey> next = open.stream()
                    .filter(key -> accepted.values().stream()
                            .anyMatch(known -> key.isEndorsedBy(known) || known.isEndorsedBy(key)))
                    .findAny();
            if (next.isEmpty()) {
                return accepted;
            }
            accepted.put(next.get().id(), next.get());
            open.remove(next.get());
        }
    }
}
