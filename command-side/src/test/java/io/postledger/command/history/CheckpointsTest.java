package io.postledger.command.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.command.history.Checkpoints.Checkpoint;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
    private static final byte[] STATE = {1, 2, 3};

    private static Checkpoints of(long events) {
        Checkpoints checkpoints = Checkpoints.NONE;
        for (long version = 0; version < events; version++) {
            if (checkpoints.lacks(version)) {
                checkpoints = checkpoints.with(new Checkpoint(version, Instant.ofEpochSecond(version), STATE));
            }
        }
        return checkpoints;
    }

    @Test
    void givenAVeryLongHistory_thenNeverMoreThanSoMany_andTheNextBeforeIsNear() {
        Checkpoints checkpoints = of(100_000);

        assertThat(checkpoints.known()).hasSizeBetween(128, 256);
        assertThat(checkpoints.bytes()).isEqualTo(checkpoints.known().size() * STATE.length);
        for (long wanted : new long[] {1_000, 50_000, 99_999}) {
            Checkpoint before =
                    checkpoints.last(known -> known.version() <= wanted).orElseThrow();
            assertThat(wanted - before.version()).isBetween(0L, (long) checkpoints.every());
        }
    }

    @Test
    void givenNoneBefore_thenNone() {
        assertThat(of(1_000).last(known -> known.version() <= 62)).isEmpty();
        assertThat(of(1_000).last(known -> known.version() <= 63))
                .hasValueSatisfying(known -> assertThat(known.version()).isEqualTo(63));
        assertThat(Checkpoints.NONE.last(known -> true)).isEmpty();
    }
}
