package io.postledger.saga.publication;

import io.postledger.api.account.Platform;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the saga knows of one publication, and hands to the task that sends or looks up. Stored as JSON in sagas and
 * tasks: fields are added, never renamed.
 *
 * @param attempt the newest attempt; 0 before the first
 * @param firstSentAt when the first attempt began; a look-up searches from then
 * @param lastSentAt when the newest attempt began
 * @param result null while it is under way; then {@code PUBLISHED}, or the reason why not
 */
record Delivery(
        String publicationId,
        String workspaceId,
        String accountId,
        Platform platform,
        String text,
        int attempt,
        @Nullable Instant firstSentAt,
        @Nullable Instant lastSentAt,
        @Nullable String result) {
    static final String PUBLISHED = "PUBLISHED";

    Delivery sending(int newAttempt, Instant at) {
        return new Delivery(
                publicationId,
                workspaceId,
                accountId,
                platform,
                text,
                newAttempt,
                firstSentAt == null ? at : firstSentAt,
                at,
                result);
    }

    Delivery ended(String newResult) {
        return new Delivery(
                publicationId, workspaceId, accountId, platform, text, attempt, firstSentAt, lastSentAt, newResult);
    }
}
