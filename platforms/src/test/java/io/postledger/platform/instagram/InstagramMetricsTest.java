package io.postledger.platform.instagram;

import static io.postledger.platform.graph.SimulatedGraph.content;
import static io.postledger.platform.graph.SimulatedGraph.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.platform.Counter;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.MetricReading;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.graph.SimulatedGraph;
import io.postledger.platform.graph.SimulatedGraph.Connected;
import io.postledger.platform.rules.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstagramMetricsTest {

    @Test
    void givenPostOfADayAndOneThatIsGone_whenFetched_thenOneReadingAndOneNotFound(@TempDir Path data)
            throws IOException {
        try (SimulatedGraph instagram = new SimulatedGraph("instagram", new InstagramNetwork(), data)) {
            Connected account = instagram.connect(SimulatedGraph.HANDLE);
            Content picture = content("Low tide", instagram.image(2_000));
            String id = ((Published) instagram.connector.publish(
                            account.submission(picture), instagram.prepared(account.submission(picture)), soon()))
                    .externalId();
            instagram.shiftSeconds(86_400);

            FetchedMetrics fetched = instagram.connector.fetchMetrics(
                    account.credentials(), account.connectable().account().ref(), List.of(id, "4711"));

            assertThat(fetched.notFound()).containsExactly("4711");
            MetricReading reading = fetched.readings().get(0);
            Map<Counter, Long> counters = reading.counters();
            assertThat(reading.externalId()).isEqualTo(id);
            assertThat(counters)
                    .containsOnlyKeys(
                            Counter.IMPRESSIONS, Counter.LIKES, Counter.REPLIES, Counter.BOOKMARKS, Counter.SHARES);
            assertThat(counters.get(Counter.LIKES)).isBetween(1L, counters.get(Counter.IMPRESSIONS));
        }
    }
}
