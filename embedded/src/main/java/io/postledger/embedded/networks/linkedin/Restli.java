package io.postledger.embedded.networks.linkedin;

import java.util.List;
import java.util.Optional;

/** Rest.li 2.0's lists in queries. */
final class Restli {

    private static final int MOST = 100;

    private Restli() {}

    /** The values of {@code List(a,b)}, decoded; empty when it is none. */
    static Optional<List<String>> list(String value) {
        if (value == null || !value.matches("List\\([^()]+\\)")) {
            return Optional.empty();
        }
        List<String> values =
                List.of(value.substring("List(".length(), value.length() - 1).split(","));
        return values.size() <= MOST ? Optional.of(values) : Optional.empty();
    }
}
