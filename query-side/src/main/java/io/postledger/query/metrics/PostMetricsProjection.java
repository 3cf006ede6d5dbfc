package io.postledger.query.metrics;

import io.postledger.api.metrics.Counters;
import io.postledger.api.metrics.MetricsIngested;
import io.postledger.projection.Projection;
import io.postledger.projection.clickhouse.ClickHouseRow;
import io.postledger.projection.clickhouse.ClickHouseStore;
import io.postledger.projection.clickhouse.ClickHouseTable;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Readings of metrics as they came; ClickHouse itself keeps the newest of each hour and day beside them. */
@Component
@ProcessingGroup("post_metrics")
class PostMetricsProjection implements Projection {
    private final ClickHouseTable readings;

    PostMetricsProjection(ClickHouseStore store) {
        readings = new ClickHouseTable(store, "post_reading", "post_metrics_hour", "post_metrics_day");
    }

    @Override
    public List<ClickHouseTable> targets() {
        return List.of(readings);
    }

    ClickHouseTable readings() {
        return readings;
    }

    @EventHandler
    void on(MetricsIngested event) {
        for (MetricsIngested.Reading reading : event.readings()) {
            Counters counters = reading.counters();
            readings.insert(new ClickHouseRow()
                    .set("workspace_id", event.workspaceId())
                    .set("account_id", event.accountId())
                    .set("platform", event.platform().name())
                    .set("post_id", reading.postId())
                    .set("publication_id", reading.publicationId())
                    .set("batch_id", event.batchId())
                    .set("source", event.metricsSource())
                    .set("published_at", reading.publishedAt())
                    .set("observed_at", reading.observedAt())
                    .set("impressions", counters.impressions())
                    .set("likes", counters.likes())
                    .set("comments", counters.comments())
                    .set("shares", counters.shares())
                    .set("saves", counters.saves())
                    .set("clicks", counters.clicks())
                    .set("video_views", counters.videoViews()));
        }
    }
}
