package io.postledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.account.AccountId;
import io.postledger.api.metrics.MetricsBatchId;
import io.postledger.api.post.PostId;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final Instant NOW = Instant.parse("2026-03-20T10:00:00Z");

    private static PostId next(Instant at, long seed) {
        return new Ids(Clock.fixed(at, ZoneOffset.UTC), new Random(seed)).next(PostId.PREFIX, PostId::new);
    }

    @Test
    void givenLaterTime_whenMade_thenSortsLater() {
        assertThat(next(NOW.plus(Duration.ofMillis(1)), 1).value())
                .isGreaterThan(next(NOW, 2).value());
    }

    @Test
    void givenOneSeed_whenMadeTwice_thenTheSame() {
        assertThat(next(NOW, 7)).isEqualTo(next(NOW, 7));
    }

    @Test
    void givenId_thenPrintsAsItIsStored() {
        assertThat(next(NOW, 7)).hasToString(next(NOW, 7).value());
    }

    /** Axon Server keeps one sequence for an id whatever its type, so two types must never share one. */
    @Test
    void prefixesOfAggregatesDoNotClash() {
        assertThat(Stream.of(
                        PostId.PREFIX,
                        AccountId.PREFIX,
                        PublicationId.PREFIX,
                        WorkspaceId.PREFIX,
                        UserId.PREFIX,
                        MetricsBatchId.PREFIX))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "post_",
                "01jqaaaaaaaaaaaaaaaaaaaaaa",
                "acct_01jqaaaaaaaaaaaaaaaaaaaaaa",
                "post_01jqaaaaaaaaaaaaaaaaaaaaa",
                "post_01jqaaaaaaaaaaaaaaaaaaaaaaa",
                "post_01JQAAAAAAAAAAAAAAAAAAAAAA",
                "post_81jqaaaaaaaaaaaaaaaaaaaaaa",
                "post_01jqaaaaaaaaaaaaaaaaaaaaai",
                "post_01jqaaaaaaaaaaaaaaaaaaaaa'",
                "post_01jqaaaaaaaaaaaaaaaaaaaaaa\n"
            })
    void givenOtherText_whenTakenForAnId_thenRejected(String text) {
        assertThatThrownBy(() -> new PostId(text))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(RejectionCode.INVALID_ID));
    }

    @Test
    void givenOneWindow_thenOneBatchId_andAnotherForAnother() {
        AccountId account = new AccountId("acct_01jqaaaaaaaaaaaaaaaaaaaaaa");
        MetricsBatchId id = MetricsBatchId.of("x-api", account, NOW, NOW.plusSeconds(60));
        assertThat(MetricsBatchId.of("x-api", account, NOW, NOW.plusSeconds(60)))
                .isEqualTo(id);
        assertThat(MetricsBatchId.of("x-api", account, NOW, NOW.plusSeconds(61)))
                .isNotEqualTo(id);
        assertThat(MetricsBatchId.of("other", account, NOW, NOW.plusSeconds(60)))
                .isNotEqualTo(id);
    }
}
