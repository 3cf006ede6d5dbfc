package io.postledger.api.metrics;

import io.postledger.api.account.Platform;
import java.time.LocalDate;
import java.util.List;

/** What each day added, over all posts of the accounts asked for. */
public record AccountMetrics(List<Day> days) {
    /** Counters gained on a day (UTC), and how many posts had a reading on it. */
    public record Day(LocalDate day, Platform platform, String accountId, long posts, Counters gained) {}
}
