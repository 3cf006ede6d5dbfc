package io.postledger.trial.forget;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Words that stand nowhere else, each with the place that it was put into, or found in. */
final class Canaries {
    /** Shorter ones stand anywhere by chance. */
    private static final int SHORTEST = 8;

    private static final int LETTERS = 12;

    private final Random random;
    private final Map<String, String> words = new LinkedHashMap<>();

    Canaries(long seed) {
        random = new Random(seed);
    }

    /** The place's word: lower-case letters only, so that no form of it is another; 14 of them, since X's handles have at most 15. */
    String of(String place) {
        return words.computeIfAbsent(place, one -> {
            StringBuilder word = new StringBuilder("zq");
            random.ints(LETTERS, 'a', 'z' + 1).forEach(letter -> word.append((char) letter));
            return word.toString();
        });
    }

    /** Somebody else's word, such as a network's id, that is to be looked for as ours are. @return whether it is long enough */
    boolean learn(String place, String word) {
        if (word.length() < SHORTEST) {
            return false;
        }
        if (!words.containsValue(word)) {
            String another = words.containsKey(place) ? place + " (" + words.size() + ")" : place;
            words.put(another, word);
        }
        return true;
    }

    boolean isIn(String text) {
        return words.values().stream().anyMatch(text::contains);
    }

    Collection<String> words() {
        return List.copyOf(words.values());
    }

    String placeOf(String word) {
        return words.entrySet().stream()
                .filter(one -> one.getValue().equals(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(word);
    }
}
