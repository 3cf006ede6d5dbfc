package io.postledger.platform.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postledger.platform.Codes;
import io.postledger.platform.Counter;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.MetricReading;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.x.SimulatedX.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XMetricsTest {

    private SimulatedX x;
    private Connected account;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        x = new SimulatedX(data);
        x.set("{\"x\":{\"accessTokenSeconds\":9000000}}");
        account = x.connect(SimulatedX.HANDLE);
    }

    @AfterEach
    void stop() throws IOException {
        x.close();
    }

    @Test
    void givenPostOfADay_whenFetched_thenEveryCounterOfXAndTheSameAgain() {
        String id = publish("a day old");
        x.set("{\"timeShiftSeconds\":86400}");

        MetricReading reading = fetch(List.of(id)).readings().get(0);

        assertThat(reading.counters())
                .containsOnlyKeys(
                        Counter.IMPRESSIONS,
                        Counter.LIKES,
                        Counter.REPOSTS,
                        Counter.REPLIES,
                        Counter.QUOTES,
                        Counter.BOOKMARKS);
        assertThat(reading.counters().get(Counter.IMPRESSIONS)).isGreaterThan(100);
        assertThat(reading.counters().get(Counter.LIKES))
                .isBetween(1L, reading.counters().get(Counter.IMPRESSIONS));
        assertThat(fetch(List.of(id)).readings().get(0).counters().get(Counter.LIKES))
                .isEqualTo(reading.counters().get(Counter.LIKES));
    }

    @Test
    void givenPostThatAges_whenFetched_thenCountersNeverFall() {
        String id = publish("ageing");
        Map<Counter, Long> last = fetch(List.of(id)).readings().get(0).counters();
        for (long hours : new long[] {1, 4, 24, 24 * 7, 24 * 30}) {
            x.set("{\"timeShiftSeconds\":%d}".formatted(hours * 3600));
            Map<Counter, Long> now = fetch(List.of(id)).readings().get(0).counters();
            last.forEach((counter, before) -> assertThat(now.get(counter)).isGreaterThanOrEqualTo(before));
            last = now;
        }
        assertThat(last.get(Counter.IMPRESSIONS)).isGreaterThan(0);
    }

    @Test
    void givenUnknownPost_whenFetched_thenNotFoundAndNotZero() {
        String id = publish("here");

        FetchedMetrics fetched = fetch(List.of(id, "12345"));

        assertThat(fetched.readings()).extracting(MetricReading::externalId).containsExactly(id);
        assertThat(fetched.notFound()).containsExactly("12345");
    }

    @Test
    void givenMoreThanAHundredPosts_whenFetched_thenInAsFewCallsAsAllowed() {
        x.set("{\"x\":{\"limits\":{\"tweets.create\":500}}}");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            ids.add(publish("number " + i));
        }

        FetchedMetrics fetched = fetch(ids);

        assertThat(fetched.readings()).extracting(MetricReading::externalId).containsExactlyElementsOf(ids);
        assertThat(fetched.exchanges()).hasSize(2);
        assertThat(x.calls("tweets.lookup", SimulatedX.HANDLE)).isEqualTo(2);
    }

    @Test
    void givenNoPosts_whenFetched_thenNoCall() {
        assertThat(fetch(List.of()).exchanges()).isEmpty();
        assertThat(x.calls("tweets.lookup", SimulatedX.HANDLE)).isZero();
    }

    @Test
    void givenRateLimit_whenFetched_thenNotDoneWithATime() {
        x.fault("tweets.lookup", "RATE_LIMITED");

        PlatformException failed = catchThrowableOfType(PlatformException.class, () -> fetch(List.of("12345")));

        assertThat(failed.kind()).isEqualTo(Kind.NOT_DONE);
        assertThat(failed.code()).isEqualTo(Codes.RATE_LIMITED);
        assertThat(failed.retryAt()).isPresent();
    }

    private String publish(String text) {
        return ((Published) x.publish(account, text, Instant.now().plusSeconds(9))).externalId();
    }

    private FetchedMetrics fetch(List<String> ids) {
        return x.connector.fetchMetrics(account.credentials(), account.account(), ids);
    }
}
