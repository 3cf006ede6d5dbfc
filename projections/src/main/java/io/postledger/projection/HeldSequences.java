package io.postledger.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sequences of one generation that stand behind a letter, while one batch is at work; used by one thread. */
final class HeldSequences {
    private final Map<String, Long> firsts = new HashMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<Letter> added = new ArrayList<>();

    /** @param stored the generation's letters so far */
    HeldSequences(List<Letter> stored) {
        stored.forEach(letter -> {
            known.add(letter.key());
            count(letter);
        });
    }

    /** Whether an event of this sequence comes after a letter, or is one. */
    boolean hold(String sequence, long position) {
        Long first = firsts.get(sequence);
        return first != null && position >= first;
    }

    /** One that is stored already stays as it is: a batch comes again after a crash. */
    void add(Letter letter) {
        if (known.add(letter.key())) {
            added.add(letter);
            count(letter);
        }
    }

    private void count(Letter letter) {
        firsts.merge(letter.sequence(), letter.source().position(), Math::min);
        lengths.merge(letter.sequence(), 1, Integer::sum);
    }

    /** What this batch has set aside. */
    List<Letter> added() {
        return added;
    }

    /** @throws LettersFullException where the generation then has more letters than it may */
    void check(LetterLimits limits) {
        if (known.size() > limits.most()) {
            throw new LettersFullException("No more than " + limits.most() + " letters are kept");
        }
        if (added.stream().anyMatch(letter -> lengths.get(letter.sequence()) > limits.ofSequence())) {
            throw new LettersFullException("No more than " + limits.ofSequence() + " letters of a sequence are kept");
        }
    }
}
