package io.postledger.embedded.networks.shared;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What an account of a network may be created with.
 *
 * @param handle the whole of it
 * @param sentence what is said about a request that is wrong
 * @param fields beside handle, name and followers; texts
 */
public record AccountRule(Pattern handle, String sentence, Set<String> fields) {

    private static final Set<String> USUAL = Set.of("handle", "name", "followers");

    /** @throws IllegalArgumentException when it is not as the rule says */
    void check(JsonNode account) {
        boolean known = account.propertyNames().stream()
                .allMatch(name -> USUAL.contains(name)
                        || fields.contains(name) && account.get(name).isString());
        if (!known || !handle.matcher(account.path("handle").asString("")).matches()) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
