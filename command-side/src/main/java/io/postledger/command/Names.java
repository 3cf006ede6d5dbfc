package io.postledger.command;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.util.Map;

/** Names that people give: of themselves, of a workspace. */
public final class Names {
    private static final int MAX_LENGTH = 200;

    private Names() {}

    /** The name without surrounding space. Rejected with NAME_INVALID where it is empty, over-long or has control characters. */
    public static String require(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.length() > MAX_LENGTH
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new RejectedException(
                    RejectionCode.NAME_INVALID,
                    "A name has 1 to " + MAX_LENGTH + " characters, none of them control characters",
                    Map.of("limit", Integer.toString(MAX_LENGTH)));
        }
        return stripped;
    }
}
