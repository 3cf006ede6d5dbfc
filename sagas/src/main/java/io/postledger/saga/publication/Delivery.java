package io.postledger.saga.publication;

import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.api.privacy.KeptSealed;
import io.postledger.api.privacy.PersonalData;
import io.postledger.platform.rules.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the saga knows of one publication, and hands to the task that sends or looks up. Stored as JSON in sagas and
 * tasks: fields are added, never renamed, and what an older version did not write is null.
 *
 * @param attempt the newest attempt; 0 before the first
 * @param firstSentAt when the first attempt began; a look-up searches from then
 * @param lastSentAt when the newest attempt began
 * @param result null while it is under way; then {@code PUBLISHED}, or the reason why not
 * @param dueAt when the post was to go out
 */
@KeptSealed
record Delivery(
        String publicationId,
        String workspaceId,
        String accountId,
        Platform platform,
        @PersonalData String text,
        @Nullable List<Attachment> media,
        @PersonalData @Nullable Map<String, String> options,
        int attempt,
        @Nullable Instant firstSentAt,
        @Nullable Instant lastSentAt,
        @Nullable String result,
        @Nullable Instant dueAt) {
    static final String PUBLISHED = "PUBLISHED";

    Delivery {
        media = media == null ? List.of() : List.copyOf(media);
        options = options == null ? Map.of() : Map.copyOf(options);
    }

    Content content() {
        return new Content(text, media, options);
    }

    Delivery after(int newestAttempt) {
        return with(newestAttempt, firstSentAt, lastSentAt, result);
    }

    /**
     * @param first and {@code last}: null where the event was written before events told so; a look-up then searches from
     *     longer ago than any attempt lasts, rather than from too late
     */
    Delivery sent(int newestAttempt, @Nullable Instant first, @Nullable Instant last, Instant eventAt) {
        Instant longAgo = firstSentAt == null ? eventAt.minus(Duration.ofDays(1)) : firstSentAt;
        Instant latest = lastSentAt == null ? eventAt : lastSentAt;
        return with(newestAttempt, first == null ? longAgo : first, last == null ? latest : last, result);
    }

    Delivery ended(String newResult) {
        return with(attempt, firstSentAt, lastSentAt, newResult);
    }

    private Delivery with(int newAttempt, @Nullable Instant first, @Nullable Instant last, @Nullable String newResult) {
        return new Delivery(
                publicationId,
                workspaceId,
                accountId,
                platform,
                text,
                media,
                options,
                newAttempt,
                first,
                last,
                newResult,
                dueAt);
    }
}
