package io.postledger.platform.pinterest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postledger.platform.Counter;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.MetricReading;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.rules.Content;
import io.postledger.platform.testing.Simulation;
import io.postledger.platform.testing.Simulation.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinterestMetricsTest {

    private Simulation pinterest;
    private Connected account;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        pinterest = new Simulation(new PinterestNetwork(), data, Map.of());
        account = pinterest.connect(Simulation.HANDLE);
    }

    @AfterEach
    void stop() throws IOException {
        pinterest.close();
    }

    @Test
    void givenPinThatAges_whenFetched_thenPinterestsCountersAndTheyNeverFall() {
        String id = publish("ageing");
        pinterest.shiftTime(Duration.ofDays(1));
        MetricReading reading = fetch(List.of(id)).readings().get(0);

        assertThat(reading.counters())
                .containsOnlyKeys(Counter.IMPRESSIONS, Counter.LIKES, Counter.REPLIES, Counter.BOOKMARKS);
        assertThat(reading.counters().get(Counter.IMPRESSIONS)).isGreaterThan(100);
        pinterest.shiftTime(Duration.ofDays(9));
        fetch(List.of(id))
                .readings()
                .get(0)
                .counters()
                .forEach((counter, later) -> assertThat(later)
                        .isGreaterThanOrEqualTo(reading.counters().get(counter)));
    }

    @Test
    void givenUnknownPin_whenFetched_thenNotFoundAndNotZero() {
        String id = publish("here");

        FetchedMetrics fetched = fetch(List.of(id, "12345", id));

        assertThat(fetched.readings()).extracting(MetricReading::externalId).containsExactly(id);
        assertThat(fetched.notFound()).containsExactly("12345");
        assertThat(fetched.exchanges()).hasSize(2);
    }

    @Test
    void givenRateLimit_whenFetched_thenNotDoneWithATime() {
        pinterest.fault("pins.get", "RATE_LIMITED");

        PlatformException failed = catchThrowableOfType(PlatformException.class, () -> fetch(List.of("12345")));

        assertThat(failed.kind()).isEqualTo(Kind.NOT_DONE);
        assertThat(failed.retryAt()).isPresent();
    }

    private String publish(String text) {
        Content content = new Content(
                text,
                List.of(pinterest.media.photo(1_000)),
                Map.of("board_id", account.account().externalId() + "1"));
        return ((Published) pinterest.connector.publish(
                        account.submission(content, pinterest.media),
                        Prepared.NOTHING,
                        Instant.now().plusSeconds(9)))
                .externalId();
    }

    private FetchedMetrics fetch(List<String> ids) {
        return pinterest.connector.fetchMetrics(account.credentials(), account.account(), ids);
    }
}
