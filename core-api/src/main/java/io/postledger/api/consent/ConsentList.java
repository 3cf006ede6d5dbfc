package io.postledger.api.consent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every purpose there is, whether or not the workspace ever agreed to it. */
public record ConsentList(List<ConsentView> items) {
    public ConsentList {
        items = List.copyOf(items);
    }

    /**
     * @param given whether it stands
     * @param changedAt when it was given or withdrawn last (UTC); null where it never was given
     * @param changedBy by whom, as {@link io.postledger.api.MessageContext#ACTOR}
     * @param agreedText version of the words that were agreed to last; null where it never was given
     * @param textVersion version of the words to agree to today
     * @param text these words
     */
    public record ConsentView(
            Purpose purpose,
            boolean given,
            @Nullable Instant changedAt,
            @Nullable String changedBy,
            @Nullable Integer agreedText,
            int textVersion,
            String text) {}
}
