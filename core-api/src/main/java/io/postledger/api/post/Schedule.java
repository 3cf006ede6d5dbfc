package io.postledger.api.post;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A wall-clock time in a zone. A local time that a daylight saving change skips is refused (LOCAL_TIME_SKIPPED); one
 * that it repeats is refused (LOCAL_TIME_AMBIGUOUS) unless {@code occurrence} says which is meant.
 *
 * @param at local date and time, no zone
 * @param timeZone IANA id, such as {@code Europe/Berlin}
 * @param occurrence which of two repeated local times is meant; null where there is one
 */
public record Schedule(
        LocalDateTime at, String timeZone, @Nullable Occurrence occurrence) {
    /** Before or after clocks are set back. */
    public enum Occurrence {
        EARLIER,
        LATER
    }
}
