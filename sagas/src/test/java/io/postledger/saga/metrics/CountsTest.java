package io.postledger.saga.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.metrics.Counters;
import io.postledger.platform.Counter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {
    @Test
    void givenWhatANetworkCounts_thenInOurWordsAndTheAbsentStaysAbsent() {
        assertThat(Counts.of(Map.of(
                        Counter.IMPRESSIONS, 9L,
                        Counter.LIKES, 1L,
                        Counter.REPLIES, 2L,
                        Counter.REPOSTS, 3L,
                        Counter.QUOTES, 4L,
                        Counter.BOOKMARKS, 5L)))
                .isEqualTo(new Counters(9L, 1L, 2L, 7L, 5L, null, null));
        assertThat(Counts.of(Map.of(Counter.VIDEO_VIEWS, 0L)))
                .isEqualTo(new Counters(null, null, null, null, null, null, 0L));
    }
}
