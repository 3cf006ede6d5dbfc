package io.postledger.platform.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.platform.Counter;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.PlatformException;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome.Accepted;
import io.postledger.platform.Submission;
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

class TikTokMetricsTest {

    private Simulation tikTok;
    private Connected account;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        tikTok = new Simulation(new TikTokNetwork(), data, Map.of());
        account = tikTok.connect(Simulation.HANDLE);
    }

    @AfterEach
    void stop() throws IOException {
        tikTok.close();
    }

    @Test
    void givenPostKnownByItsPublishId_whenModerated_thenItsCountersUnderThatId() {
        String publishId = publish("PUBLIC_TO_EVERYONE");

        FetchedMetrics before = fetch(List.of(publishId));
        tikTok.shiftTime(Duration.ofHours(3));
        FetchedMetrics after = fetch(List.of(publishId));

        assertThat(before.readings()).isEmpty();
        assertThat(before.notFound())
                .as("it has no id yet, and is not gone either")
                .isEmpty();
        assertThat(after.readings()).hasSize(1);
        assertThat(after.readings().get(0).externalId()).isEqualTo(publishId);
        assertThat(after.readings().get(0).counters())
                .containsOnlyKeys(Counter.VIDEO_VIEWS, Counter.LIKES, Counter.REPLIES, Counter.SHARES);
        assertThat(after.readings().get(0).counters().get(Counter.VIDEO_VIEWS)).isPositive();
    }

    @Test
    void givenPostForThemselves_whenFetched_thenNeitherCountersNorMissing() {
        FetchedMetrics fetched = fetch(List.of(publish("SELF_ONLY")));

        assertThat(fetched.readings()).isEmpty();
        assertThat(fetched.notFound()).isEmpty();
    }

    @Test
    void givenIdsThatAreGone_whenFetched_thenNotFound() {
        publish("PUBLIC_TO_EVERYONE");
        tikTok.shiftTime(Duration.ofHours(1));
        String id = tikTok.truth().get(0).path("id").asString();

        FetchedMetrics fetched = fetch(List.of(id, "7000000000000000000", "v_pub_file~v2.1"));

        assertThat(fetched.readings()).hasSize(1);
        assertThat(fetched.notFound()).containsExactlyInAnyOrder("7000000000000000000", "v_pub_file~v2.1");
    }

    @Test
    void givenNetworkCannotBeAsked_whenFetched_thenAFailure() {
        String publishId = publish("PUBLIC_TO_EVERYONE");
        tikTok.fault("status.fetch", "ERROR_BEFORE_COMMIT");

        assertThatThrownBy(() -> fetch(List.of(publishId))).isInstanceOf(PlatformException.class);
    }

    private String publish(String privacy) {
        Submission submission = account.submission(
                new Content("text", List.of(tikTok.media.video(1_000)), Map.of("privacyLevel", privacy)), tikTok.media);
        Instant deadline = Instant.now().plusSeconds(9);
        Ready ready = (Ready) tikTok.connector.prepare(submission, Prepared.NOTHING, deadline);
        Accepted accepted = (Accepted) tikTok.connector.publish(submission, ready.prepared(), deadline);
        return accepted.prepared().part("publishId").orElseThrow();
    }

    private FetchedMetrics fetch(List<String> ids) {
        return tikTok.connector.fetchMetrics(account.credentials(), account.account(), ids);
    }
}
