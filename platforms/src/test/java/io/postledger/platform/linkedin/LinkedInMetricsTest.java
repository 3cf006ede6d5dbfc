package io.postledger.platform.linkedin;

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

class LinkedInMetricsTest {

    private Simulation linkedIn;
    private Connected member;
    private Connected page;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        linkedIn = new Simulation(new LinkedInNetwork(), data, Map.of());
        linkedIn.createAccount(Map.of(
                "handle", "house", "kind", "organization", "administrator", Simulation.HANDLE, "followers", 50_000));
        member = linkedIn.connect(Simulation.HANDLE);
        page = new Connected(
                member.grant(),
                linkedIn.connector.accounts(member.grant()).get(1).account().ref());
    }

    @AfterEach
    void stop() throws IOException {
        linkedIn.close();
    }

    @Test
    void givenPostsOfADay_whenFetched_thenWhatLinkedInCountsOfMembersAndOfPages() {
        String ofMember = publish(member, "a member's");
        String ofPage = publish(page, "a page's");
        linkedIn.shiftTime(Duration.ofDays(1));

        MetricReading reading = fetch(page, List.of(ofPage)).readings().get(0);

        assertThat(fetch(member, List.of(ofMember)).readings().get(0).counters())
                .containsOnlyKeys(Counter.LIKES, Counter.REPLIES);
        assertThat(reading.counters())
                .containsOnlyKeys(Counter.LIKES, Counter.REPLIES, Counter.IMPRESSIONS, Counter.REPOSTS);
        assertThat(reading.counters().get(Counter.LIKES))
                .isBetween(1L, reading.counters().get(Counter.IMPRESSIONS));
        linkedIn.shiftTime(Duration.ofDays(9));
        fetch(page, List.of(ofPage))
                .readings()
                .get(0)
                .counters()
                .forEach((counter, later) -> assertThat(later)
                        .isGreaterThanOrEqualTo(reading.counters().get(counter)));
    }

    @Test
    void givenPostThatNobodySawYet_whenFetched_thenImpressionsAreUnknownAndThePostIsNotMissing() {
        String id = publish(page, "fresh");

        FetchedMetrics fetched = fetch(page, List.of(id, "urn:li:share:12345"));

        assertThat(fetched.readings()).extracting(MetricReading::externalId).containsExactly(id);
        assertThat(fetched.readings().get(0).counters()).doesNotContainKey(Counter.IMPRESSIONS);
        assertThat(fetched.notFound()).containsExactly("urn:li:share:12345");
    }

    @Test
    void givenSixtyPosts_whenFetched_thenInTwoCalls() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(publish(member, "number " + i));
        }

        assertThat(fetch(member, ids).readings()).hasSize(60);
        assertThat(linkedIn.calls("socialMetadata.batchGet", Simulation.HANDLE)).isEqualTo(2);
    }

    @Test
    void givenRefusalOrRush_whenFetched_thenNoReadings() {
        String id = publish(member, "here");
        linkedIn.fault("socialMetadata.batchGet", "RATE_LIMITED");
        PlatformException rush = catchThrowableOfType(PlatformException.class, () -> fetch(member, List.of(id)));
        Connected writeOnly = member.with(linkedIn.grant(Simulation.HANDLE, List.of("openid", "w_member_social")));

        PlatformException refused = catchThrowableOfType(PlatformException.class, () -> fetch(writeOnly, List.of(id)));

        assertThat(rush.kind()).isEqualTo(Kind.NOT_DONE);
        assertThat(rush.retryAt()).isPresent();
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.code()).isEqualTo(Codes.FORBIDDEN);
    }

    private String publish(Connected author, String text) {
        return ((Published) linkedIn.connector.publish(
                        author.submission(new Content(text), linkedIn.media),
                        Prepared.NOTHING,
                        Instant.now().plusSeconds(9)))
                .externalId();
    }

    private FetchedMetrics fetch(Connected author, List<String> ids) {
        return linkedIn.connector.fetchMetrics(author.credentials(), author.account(), ids);
    }
}
