package io.postledger.api.publication;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post or a delivery of it that needs a look.
 *
 * @param publicationId null where it is about the post as a whole
 * @param since when it came to stand so (UTC)
 * @param until when something happens by itself (UTC): the next try, the next look-up, the end of holding; null where
 *     nothing does
 * @param reason a stable code; null where there is none
 * @param whatToDo for people, in English
 */
public record AttentionItem(
        Kind kind,
        String postId,
        @Nullable String publicationId,
        @Nullable String accountId,
        Instant since,
        @Nullable Instant until,
        @Nullable String reason,
        String whatToDo) {
    /** Why it is listed. */
    public enum Kind {
        /** Its time has come, and it is not on its way. */
        OVERDUE,
        /** It waits for the account to be connected again. */
        HELD,
        /** It may be on the network or not; the network is asked. */
        UNKNOWN,
        /** A person has to say what became of it. */
        PARKED,
        /** It waits for a limit, or for the network, and goes on by itself. */
        WAITING
    }
}
