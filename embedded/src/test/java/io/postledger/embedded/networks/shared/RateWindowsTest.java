package io.postledger.embedded.networks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.embedded.networks.shared.RateWindows.Standing;
import io.postledger.embedded.networks.shared.RateWindows.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RateWindowsTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private final RateWindows windows = new RateWindows();

    @Test
    void givenMoreThanIsLeft_whenTaken_thenNothingIs() {
        Window minute = Window.of(Duration.ofMinutes(1));
        assertThat(windows.take("units", 10, minute, 6, NOON).remaining()).isEqualTo(4);

        Standing refused = windows.take("units", 10, minute, 5, NOON.plusSeconds(30));

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isEqualTo(4);
        assertThat(refused.resetsAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(windows.take("units", 10, minute, 4, NOON.plusSeconds(59)).allowed())
                .isTrue();
        assertThat(windows.look("units", 10, minute, NOON.plusSeconds(59)).allowed())
                .isFalse();
        assertThat(windows.take("units", 10, minute, 10, NOON.plusSeconds(60)).allowed())
                .isTrue();
        assertThat(windows.take("others", 10, minute, 10, NOON).allowed()).isTrue();
    }

    @Test
    void givenDaysOfAZone_whenItsMidnightComes_thenTheyReset() {
        Window pacific = Window.daily(ZoneId.of("America/Los_Angeles"));

        assertThat(windows.take("day", 1, pacific, 1, NOON).resetsAt()).isEqualTo("2026-03-05T08:00:00Z");
        assertThat(windows.take("day", 1, pacific, 1, Instant.parse("2026-03-05T07:59:59Z"))
                        .allowed())
                .isFalse();
        assertThat(windows.take("day", 1, pacific, 1, Instant.parse("2026-03-05T08:00:00Z"))
                        .allowed())
                .isTrue();
    }
}
