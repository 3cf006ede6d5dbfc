package io.postledger.platform.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkPlanTest {

    /** The first is the example of TikTok's media transfer guide, the second its whole upload. */
    @ParameterizedTest
    @CsvSource({
        "50000123,   10000000, 10000000, 5,   40000000",
        "4194304,    10000000, 4194304,  1,   0",
        "10000000,   10000000, 10000000, 1,   0",
        "19999999,   10000000, 19999999, 1,   0",
        "20000000,   10000000, 10000000, 2,   10000000",
        "64000001,   32000000, 32000000, 2,   32000000",
        "4294967296, 10000000, 10000000, 429, 4280000000"
    })
    void givenFile_whenCut_thenByTheGuidesRules(long size, long wanted, long chunk, long count, long lastFrom) {
        ChunkPlan plan = ChunkPlan.of(size, wanted);

        assertThat(plan).isEqualTo(new ChunkPlan(size, chunk, count));
        assertThat(plan.lastFrom()).isEqualTo(lastFrom);
        assertThat(count).as("as the guide says").isEqualTo(size / chunk);
        assertThat(size - lastFrom).as("the last chunk").isLessThanOrEqualTo(64_000_000);
        assertThat(plan.endAfter(lastFrom)).isEqualTo(size);
        assertThat(plan.endAfter(size - 1)).isEqualTo(size);
        assertThat(plan.endAfter(0)).isEqualTo(count == 1 ? size : chunk);
    }

    @Test
    void givenChunkThatTikTokRefuses_whenSet_thenRefused() {
        assertThatThrownBy(() -> ChunkPlan.of(50_000_000, 4_999_999)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChunkPlan.of(90_000_000, 64_000_000)).isInstanceOf(IllegalArgumentException.class);
    }
}
