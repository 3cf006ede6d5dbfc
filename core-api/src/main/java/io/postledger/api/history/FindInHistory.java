package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of the events of the whole workspace that meet all of what is asked for, newest first; answers {@link HistoryPage}. Where
 * they stand is looked up in a projection, what they say is read from the log. Within a reading of kind SEARCH whose question is
 * {@link #question()}. A page may have fewer entries than its limit, or none, and still be followed by another. Rejected:
 * READING_NOT_RECORDED, HISTORY_CURSOR_INVALID, INVALID_REQUEST (limit, or a text of more than 200 characters).
 *
 * @param actor such as {@code user:user_…} or {@code process:publishing}
 * @param action stored name of an event, such as {@code post.PostEdited}, or of a context, such as {@code post}
 * @param target what the event is of or names
 * @param from recorded at this time or later (UTC)
 * @param until recorded before this time (UTC)
 * @param text stands in the event's own fields, whatever the case of its letters
 * @param limit 1 to 200
 */
@Requires(Permission.READ_HISTORY)
public record FindInHistory(
        @Nullable String actor,
        @Nullable String action,
        @Nullable HistoryTarget target,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String text,
        @Nullable ReadingId readingId,
        @Nullable String cursor,
        int limit) {
    public static final int MOST = 200;
    public static final int LONGEST_TEXT = 200;

    /** What is asked for, by parameter, as its reading says it. */
    public Map<String, String> question() {
        return new Question()
                .with("actor", actor)
                .with("action", action)
                .with("target", target)
                .with("from", from)
                .with("until", until)
                .with("text", text)
                .asked();
    }
}
