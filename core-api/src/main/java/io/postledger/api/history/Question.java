package io.postledger.api.history;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a reading asks for, by parameter; what is left out is not in it. */
final class Question {
    private final Map<String, String> parameters = new TreeMap<>();

    Question with(String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
        return this;
    }

    Map<String, String> asked() {
        return parameters;
    }
}
