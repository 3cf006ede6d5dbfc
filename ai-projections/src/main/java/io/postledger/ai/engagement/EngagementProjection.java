package io.postledger.ai.engagement;

import io.postledger.api.consent.ConsentEvent;
import io.postledger.api.consent.Purpose;
import io.postledger.api.metrics.Counters;
import io.postledger.api.metrics.MetricsIngested;
import io.postledger.api.workspace.WorkspaceClosed;
import io.postledger.projection.EventSource;
import io.postledger.projection.Projection;
import io.postledger.projection.clickhouse.ClickHouseRow;
import io.postledger.projection.clickhouse.ClickHouseStore;
import io.postledger.projection.clickhouse.ClickHouseTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Feature tables: the engagement of each publication within its first 24 hours, once for advice and once for training, of workspaces
 * that agree to that.
 */
@Component
@ProcessingGroup("engagement_features")
class EngagementProjection implements Projection {
    static final Duration FIRST_DAY = Duration.ofHours(24);
    /** Low bits of a rank that tell apart events of one instant. */
    private static final int POSITION_BITS = 20;

    private final ClickHouseTable insight;
    private final ClickHouseTable training;

    EngagementProjection(ClickHouseStore store) {
        insight = ClickHouseTable.underConsent(store, "engagement_insight", Purpose.ANALYTICS);
        training = ClickHouseTable.underConsent(store, "engagement_training", Purpose.AI_TRAINING);
    }

    @Override
    public List<ClickHouseTable> targets() {
        return List.of(insight, training);
    }

    ClickHouseTable insight() {
        return insight;
    }

    @EventHandler
    void on(ConsentEvent event) {
        targets().forEach(table -> table.take(event));
    }

    @EventHandler
    void on(WorkspaceClosed event) {
        targets().forEach(table -> table.take(event));
    }

    @EventHandler
    void on(MetricsIngested event) {
        long position = EventSource.current().position();
        for (MetricsIngested.Reading reading : event.readings()) {
            OptionalLong engagement = engagement(reading.counters());
            if (engagement.isPresent() && isOfFirstDay(reading)) {
                targets()
                        .forEach(table -> table.insert(new ClickHouseRow()
                                .set("workspace_id", event.workspaceId())
                                .set("account_id", event.accountId())
                                .set("platform", event.platform().name())
                                .set("post_id", reading.postId())
                                .set("publication_id", reading.publicationId())
                                .set("published_at", reading.publishedAt())
                                .set("hour_of_week", hourOfWeek(reading.publishedAt()))
                                .set("observed_at", reading.observedAt())
                                .set("engagement", engagement.getAsLong())
                                .set("rank", rank(reading.observedAt(), position))));
            }
        }
    }

    private static boolean isOfFirstDay(MetricsIngested.Reading reading) {
        return !reading.observedAt().isBefore(reading.publishedAt())
                && !reading.observedAt().isAfter(reading.publishedAt().plus(FIRST_DAY));
    }

    /** Empty where the network told none of the counters. */
    private static OptionalLong engagement(Counters counters) {
        List<Long> told = Stream.of(
                        counters.likes(), counters.comments(), counters.shares(), counters.saves(), counters.clicks())
                .filter(Objects::nonNull)
                .toList();
        return told.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(told.stream().mapToLong(Long::longValue).sum());
    }

    private static int hourOfWeek(Instant at) {
        ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
        return (utc.getDayOfWeek().getValue() - 1) * 24 + utc.getHour();
    }

    private static long rank(Instant observedAt, long position) {
        return (observedAt.toEpochMilli() << POSITION_BITS) | (position & ((1L << POSITION_BITS) - 1));
    }
}
