package io.postledger.api.post;

import io.postledger.api.account.Platform;
import io.postledger.api.privacy.PersonalData;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The delivery of a post to one account; {@code options} as in {@link PostTarget}. */
public record PlannedPublication(
        String publicationId,
        String accountId,
        Platform platform,
        @PersonalData @Nullable Map<String, String> options) {
    /** Events of revision 1 have no options. */
    public PlannedPublication {
        options = options == null ? Map.of() : Map.copyOf(options);
    }
}
