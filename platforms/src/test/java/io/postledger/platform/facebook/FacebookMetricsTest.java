package io.postledger.platform.facebook;

import static io.postledger.platform.graph.SimulatedGraph.content;
import static io.postledger.platform.graph.SimulatedGraph.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postledger.platform.Codes;
import io.postledger.platform.Counter;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.MetricReading;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.graph.SimulatedGraph;
import io.postledger.platform.graph.SimulatedGraph.Connected;
import io.postledger.platform.rules.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacebookMetricsTest {

    private SimulatedGraph facebook;
    private Connected page;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        facebook = new SimulatedGraph("facebook", new FacebookNetwork(), data);
        facebook.set("{\"accountCallsPerHour\":1000,\"videoMillis\":0}");
        page = facebook.connect(SimulatedGraph.HANDLE);
    }

    @AfterEach
    void stop() throws IOException {
        facebook.close();
    }

    @Test
    void givenPostThatAges_whenFetched_thenItsCountersGrow() {
        String id = publish("a day old");
        Map<Counter, Long> young = fetch(List.of(id)).readings().get(0).counters();
        facebook.shiftSeconds(86_400);

        Map<Counter, Long> old = fetch(List.of(id)).readings().get(0).counters();

        assertThat(old).containsOnlyKeys(Counter.IMPRESSIONS, Counter.LIKES, Counter.REPLIES, Counter.SHARES);
        assertThat(old.get(Counter.IMPRESSIONS)).isGreaterThan(100);
        assertThat(old.get(Counter.LIKES)).isBetween(1L, old.get(Counter.IMPRESSIONS));
        young.forEach((counter, before) -> assertThat(old.get(counter)).isGreaterThanOrEqualTo(before));
    }

    @Test
    void givenVideoKnownByItsOwnId_whenFetched_thenItsPlays() {
        Content film = content("A film", facebook.video(2_000));
        Prepared prepared = facebook.prepared(page.submission(film));
        facebook.connector.publish(page.submission(film), prepared, soon());
        facebook.shiftSeconds(86_400);

        MetricReading reading =
                fetch(List.of(prepared.part("video").orElseThrow())).readings().get(0);

        assertThat(reading.counters()).containsOnlyKeys(Counter.VIDEO_VIEWS, Counter.LIKES, Counter.REPLIES);
    }

    @Test
    void givenSomePostsAreGone_whenFetched_thenTheOthersAreReadAllTheSame() {
        String id = publish("here");

        FetchedMetrics fetched = fetch(List.of(page.id() + "_1", id, page.id() + "_2"));

        assertThat(fetched.readings()).extracting(MetricReading::externalId).containsExactly(id);
        assertThat(fetched.notFound()).containsExactlyInAnyOrder(page.id() + "_1", page.id() + "_2");
    }

    @Test
    void givenMoreThanFiftyPosts_whenFetched_thenInAsFewCallsAsAllowed() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(publish("number " + i));
        }

        FetchedMetrics fetched = fetch(ids);

        assertThat(fetched.readings()).extracting(MetricReading::externalId).containsExactlyElementsOf(ids);
        assertThat(facebook.calls("batch")).isEqualTo(2);
    }

    @Test
    void givenNoPosts_whenFetched_thenNoCall() {
        assertThat(fetch(List.of()).exchanges()).isEmpty();
        assertThat(facebook.calls("batch")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, NOT_DONE, RATE_LIMITED",
        "ERROR_BEFORE_COMMIT, UNKNOWN, SERVER_ERROR",
        "GARBLED_ANSWER, UNKNOWN, UNREADABLE_ANSWER"
    })
    void givenFault_whenFetched_thenNothingIsMadeUp(String fault, Kind kind, String code) {
        String id = publish("here");
        facebook.fault("batch", fault);

        PlatformException failed = catchThrowableOfType(PlatformException.class, () -> fetch(List.of(id)));

        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.code()).isEqualTo(code);
    }

    @Test
    void givenExpiredToken_whenFetched_thenNeedsRefresh() {
        facebook.fault("{\"kind\":\"EXPIRE_TOKENS\",\"account\":\"harbour_radio\"}");

        PlatformException failed = catchThrowableOfType(PlatformException.class, () -> fetch(List.of("1_2")));

        assertThat(failed.code()).isEqualTo(Codes.NEEDS_REFRESH);
    }

    private String publish(String text) {
        return ((Published) facebook.connector.publish(page.submission(content(text)), Prepared.NOTHING, soon()))
                .externalId();
    }

    private FetchedMetrics fetch(List<String> ids) {
        return facebook.connector.fetchMetrics(
                page.credentials(), page.connectable().account().ref(), ids);
    }
}
