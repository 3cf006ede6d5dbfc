package io.postledger.trial.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoHistoryTest {
    private static final LocalDate END = LocalDate.of(2026, 11, 22);
    private static final Audience BERLIN = new Audience(ZoneId.of("Europe/Berlin"), 1_000);

    @Test
    void givenTwoRunsOnDifferentDays_whenPostsAreMade_thenOnlyTheirDaysDiffer() {
        List<DemoHistory.Past> first = DemoHistory.posts("northbike", END);
        List<DemoHistory.Past> later = DemoHistory.posts("northbike", END.plusDays(3));

        assertThat(later).hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            assertThat(later.get(i).post()).isEqualTo(first.get(i).post());
            assertThat(Duration.between(first.get(i).publishedAt(), later.get(i).publishedAt()))
                    .isEqualTo(Duration.ofDays(3));
        }
    }

    @Test
    void givenThirtyDays_whenPostsAreMade_thenAllLieWithinThemAndTheFirstOnTheFirst() {
        List<DemoHistory.Past> posts = DemoHistory.posts("northbike", END);

        assertThat(LocalDate.ofInstant(posts.get(0).publishedAt(), ZoneOffset.UTC))
                .isEqualTo(END.minusDays(30));
        assertThat(posts)
                .allSatisfy(post -> assertThat(post.publishedAt())
                        .isBetween(
                                END.minusDays(30).atStartOfDay(ZoneOffset.UTC).toInstant(),
                                END.atStartOfDay(ZoneOffset.UTC).toInstant()));
        assertThat(posts.stream().map(DemoHistory.Past::publication)).doesNotHaveDuplicates();
    }

    @Test
    void givenTime_whenCountersAreRead_thenTheyNeverFallAndMostOfThemComeEarly() {
        Instant published = Instant.parse("2026-11-03T18:00:00Z");
        Map<String, Long> before = BERLIN.counters("a", published, published);
        for (int hour = 1; hour < 96; hour++) {
            Map<String, Long> now = BERLIN.counters("a", published, published.plus(Duration.ofHours(hour)));
            before.forEach((name, count) -> assertThat(now.get(name)).as(name).isGreaterThanOrEqualTo(count));
            before = now;
        }
        long day = BERLIN.counters("a", published, published.plus(Duration.ofDays(1)))
                .get("impressions");
        assertThat(day).isGreaterThan(before.get("impressions") * 8 / 10);
    }

    @Test
    void givenWeek_whenInterestIsAsked_thenEveningsBeatNightsAndTuesdaysBeatSundays() {
        Instant tuesdayEvening = Instant.parse("2026-11-03T18:30:00Z");

        assertThat(BERLIN.interest(tuesdayEvening))
                .isGreaterThan(2 * BERLIN.interest(Instant.parse("2026-11-03T03:00:00Z")))
                .isGreaterThan(BERLIN.interest(Instant.parse("2026-11-08T18:30:00Z")));
    }
}
