package io.postledger.ai.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.postledger.ai.engagement.PublicationEngagement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BestTimesModelTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration HALF_LIFE = Duration.ofDays(90);
    private static final int MONDAY_9 = 9;
    private static final int TUESDAY_14 = 38;

    @Test
    void givenPostsOnBothSidesOfAClockChange_whenEstimated_thenSameLocalHour() {
        // Monday 9:00 in Berlin is 08:00 UTC in winter and 07:00 UTC in summer.
        List<PublicationEngagement> posts =
                List.of(post("a", "2026-03-23T09:00", 50), post("a", "2026-03-30T09:00", 50));

        SlotEstimate slot = model().estimate("a", posts).slots().get(MONDAY_9);

        assertThat(slot.observations()).isEqualTo(2);
        assertThat(posts.get(0).publishedAt()).isEqualTo(Instant.parse("2026-03-23T08:00:00Z"));
        assertThat(posts.get(1).publishedAt()).isEqualTo(Instant.parse("2026-03-30T07:00:00Z"));
    }

    @Test
    void givenOldAndNewPosts_whenEstimated_thenOldOnesCountLess() {
        List<PublicationEngagement> posts =
                List.of(post("a", "2026-01-05T09:00", 50), post("a", "2026-04-06T14:00", 50));
        BestTimesModel.Result result = model().estimate("a", posts);

        // 91 days and a few hours before the newest observation, at a half-life of 90 days.
        assertThat(result.slots().get(MONDAY_9).effectiveObservations()).isCloseTo(0.49, within(0.01));
        assertThat(result.asOf()).contains(posts.get(1).observedAt());
    }

    @Test
    void givenReadingOfTheFirstHour_whenEstimated_thenItCountsAsLittleAsItSays() {
        PublicationEngagement ripe = post("a", "2026-03-02T09:00", 50);
        PublicationEngagement unripe = new PublicationEngagement(
                "a", ripe.publishedAt(), ripe.publishedAt().plus(Duration.ofHours(6)), 50);

        assertThat(model().estimate("a", List.of(unripe)).slots().get(MONDAY_9).effectiveObservations())
                .isCloseTo(0.25, within(0.01));
    }

    @Test
    void givenOtherAccountsOfTheNetwork_whenEstimated_thenTheyShapeThePriorOnly() {
        List<PublicationEngagement> others = new ArrayList<>();
        for (int week = 0; week < 40; week++) {
            LocalDateTime monday = LocalDateTime.parse("2026-01-05T00:00").plusWeeks(week);
            others.add(post("b", monday.plusHours(9).toString(), 100));
            others.add(post("b", monday.plusDays(1).plusHours(14).toString(), 900));
        }
        List<SlotEstimate> slots = model().estimate("a", others).slots();

        assertThat(slots.get(TUESDAY_14).expected())
                .isGreaterThan(slots.get(MONDAY_9).expected() * 1.5);
        assertThat(slots.get(TUESDAY_14).observations()).isZero();
        assertThat(slots).allSatisfy(slot -> assertThat(slot.standardError()).isGreaterThan(100));
    }

    @Test
    void givenNothing_whenEstimated_thenThePriorAndNoTime() {
        BestTimesModel.Result result = model().estimate("a", List.of());

        assertThat(result.asOf()).isEmpty();
        assertThat(result.slots()).hasSize(168);
    }

    @Test
    void givenSamePublications_whenEstimatedTwice_thenSameBits() {
        List<PublicationEngagement> posts = List.of(
                post("a", "2026-03-23T09:00", 50),
                post("b", "2026-03-30T09:00", 70),
                post("a", "2026-03-31T19:00", 10));
        assertThat(model().estimate("a", posts)).isEqualTo(model().estimate("a", posts));
    }

    private static BestTimesModel model() {
        return new BestTimesModel(HALF_LIFE, BERLIN);
    }

    private static PublicationEngagement post(String account, String local, double engagement) {
        Instant at = LocalDateTime.parse(local).atZone(BERLIN).toInstant();
        return new PublicationEngagement(account, at, at.plus(Duration.ofHours(24)), engagement);
    }
}
