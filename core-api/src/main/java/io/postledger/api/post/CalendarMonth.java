package io.postledger.api.post;

import io.postledger.api.account.Platform;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** The posts of a month, by time. */
public record CalendarMonth(YearMonth month, String timeZone, List<Entry> entries) {
    /** One post on its day; {@code at} is the instant (UTC) it is due or went out. */
    public record Entry(
            String postId, LocalDate day, Instant at, PostState state, String excerpt, List<Platform> platforms) {}
}
