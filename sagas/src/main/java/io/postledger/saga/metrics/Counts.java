package io.postledger.saga.metrics;

import io.postledger.api.metrics.Counters;
import io.postledger.platform.Counter;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What networks count, in the product's words. */
final class Counts {
    private Counts() {}

    /** A repost or a quote is a share; a bookmark is a save; a reply is a comment. What is absent stays absent. */
    static Counters of(Map<Counter, Long> read) {
        return new Counters(
                read.get(Counter.IMPRESSIONS),
                read.get(Counter.LIKES),
                read.get(Counter.REPLIES),
                sum(read, Counter.SHARES, Counter.REPOSTS, Counter.QUOTES),
                read.get(Counter.BOOKMARKS),
                null,
                read.get(Counter.VIDEO_VIEWS));
    }

    private static @Nullable Long sum(Map<Counter, Long> read, Counter... counters) {
        return Stream.of(counters)
                .filter(read::containsKey)
                .map(read::get)
                .reduce(Long::sum)
                .orElse(null);
    }
}
