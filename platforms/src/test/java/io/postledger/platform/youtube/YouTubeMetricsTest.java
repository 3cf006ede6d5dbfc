package io.postledger.platform.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.platform.Counter;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.MetricReading;
import io.postledger.platform.PlatformException;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.Submission;
import io.postledger.platform.rules.Content;
import io.postledger.platform.testing.Simulation;
import io.postledger.platform.testing.Simulation.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YouTubeMetricsTest {

    private Simulation youTube;
    private Connected account;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        youTube = new Simulation(new YouTubeNetwork(), data, Map.of());
        account = youTube.connect(Simulation.HANDLE);
    }

    @AfterEach
    void stop() throws IOException {
        youTube.close();
    }

    @Test
    void givenVideo_whenFetchedHoursLater_thenItsCounters() {
        String id = publish();
        youTube.shiftTime(Duration.ofMinutes(50));

        MetricReading reading = fetch(List.of(id)).readings().get(0);

        assertThat(reading.externalId()).isEqualTo(id);
        assertThat(reading.counters()).containsOnlyKeys(Counter.VIDEO_VIEWS, Counter.LIKES, Counter.REPLIES);
        assertThat(reading.counters().get(Counter.VIDEO_VIEWS))
                .isGreaterThan(reading.counters().get(Counter.LIKES));
    }

    @Test
    void givenMoreThanFiftyAndOneThatIsGone_whenFetched_thenTwoCallsAndItIsNotFound() {
        List<String> ids = new ArrayList<>(List.of(publish()));
        for (int i = 0; i < 50; i++) {
            ids.add("notThere%03d".formatted(i));
        }

        FetchedMetrics fetched = fetch(ids);

        assertThat(fetched.exchanges()).hasSize(2);
        assertThat(fetched.readings()).hasSize(1);
        assertThat(fetched.notFound()).hasSize(50).doesNotContain(ids.get(0));
    }

    @Test
    void givenGarbledAnswer_whenFetched_thenAFailureAndNotAnEmptyAnswer() {
        String id = publish();
        youTube.fault("videos.list", "GARBLED_ANSWER");

        assertThatThrownBy(() -> fetch(List.of(id))).isInstanceOf(PlatformException.class);
    }

    private String publish() {
        Submission submission = account.submission(
                new Content("text", List.of(youTube.media.video(1_000)), Map.of("title", "title")), youTube.media);
        Instant deadline = Instant.now().plusSeconds(9);
        Ready ready = (Ready) youTube.connector.prepare(submission, Prepared.NOTHING, deadline);
        return ((Published) youTube.connector.publish(submission, ready.prepared(), deadline)).externalId();
    }

    private FetchedMetrics fetch(List<String> ids) {
        return youTube.connector.fetchMetrics(account.credentials(), account.account(), ids);
    }
}
