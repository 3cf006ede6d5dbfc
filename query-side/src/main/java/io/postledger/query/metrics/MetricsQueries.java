package io.postledger.query.metrics;

import com.clickhouse.client.api.query.GenericRecord;
import io.postledger.api.MessageContext;
import io.postledger.api.account.Platform;
import io.postledger.api.metrics.AccountMetrics;
import io.postledger.api.metrics.FindAccountMetrics;
import io.postledger.api.metrics.FindPostMetrics;
import io.postledger.api.metrics.Granularity;
import io.postledger.api.metrics.PostMetrics;
import io.postledger.projection.clickhouse.ClickHouseTable;
import io.postledger.query.post.PostQueries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers queries about metrics. */
@Component
class MetricsQueries {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** What ClickHouse's DateTime can hold; metrics are of no other time. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private static final String READINGS = """
            SELECT publication_id, account_id, platform, observed_at AS at, %s
            FROM post_reading FINAL
            WHERE workspace_id = {workspace:String} AND post_id = {post:String}
              AND observed_at >= {from:DateTime64(3, 'UTC')} AND observed_at < {to:DateTime64(3, 'UTC')}
            ORDER BY at, publication_id, batch_id
            """.formatted(CounterColumns.select(CounterColumns::name));

    private static final String HOURS = """
            SELECT publication_id, account, platform_name AS platform, account AS account_id, at, %s FROM (
                SELECT publication_id, any(account_id) AS account, any(platform) AS platform_name,
                       toDateTime64(hour, 3, 'UTC') AS at, argMaxMerge(counters) AS newest
                FROM post_metrics_hour
                WHERE workspace_id = {workspace:String} AND post_id = {post:String}
                  AND hour >= toStartOfHour({from:DateTime64(3, 'UTC')}) AND hour < {to:DateTime64(3, 'UTC')}
                GROUP BY publication_id, hour)
            ORDER BY at, publication_id
            """.formatted(CounterColumns.select(n -> "newest." + n));

    private static final String DAYS = """
            SELECT publication_id, account_id, platform_name AS platform, at, %s FROM (
                SELECT publication_id, account_id, any(platform) AS platform_name,
                       toDateTime64(day, 3, 'UTC') AS at, argMaxMerge(counters) AS newest
                FROM post_metrics_day
                WHERE workspace_id = {workspace:String} AND post_id = {post:String}
                  AND day >= toDate({from:DateTime64(3, 'UTC')})
                  AND toDateTime64(day, 3, 'UTC') < {to:DateTime64(3, 'UTC')}
                GROUP BY publication_id, account_id, day)
            ORDER BY at, publication_id
            """.formatted(CounterColumns.select(n -> "newest." + n));

    private final ClickHouseTable readings;
    private final PostQueries posts;

    MetricsQueries(PostMetricsProjection projection, PostQueries posts) {
        this.readings = projection.readings();
        this.posts = posts;
    }

    @QueryHandler
    PostMetrics find(FindPostMetrics query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        posts.requirePost(query.postId(), workspaceId);
        String sql = sql(query.granularity());
        var points = readings
                .query(
                        sql,
                        Map.of(
                                "workspace", workspaceId,
                                "post", query.postId().value(),
                                "from", time(query.from()),
                                "to", time(query.to())))
                .stream()
                .map(row -> new PostMetrics.Point(
                        row.getString("publication_id"),
                        row.getString("account_id"),
                        Platform.valueOf(row.getString("platform")),
                        row.getInstant("at"),
                        CounterColumns.read(row)))
                .toList();
        return new PostMetrics(query.postId().value(), query.granularity(), points);
    }

    @QueryHandler
    AccountMetrics find(FindAccountMetrics query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("workspace", workspaceId);
        parameters.put("from", query.from().toString());
        parameters.put("to", query.to().toString());
        if (query.accountId() != null) {
            parameters.put("account", query.accountId().value());
        }
        return new AccountMetrics(readings.query(DailyGains.sql(query.accountId() != null), parameters).stream()
                .map(MetricsQueries::day)
                .toList());
    }

    private static AccountMetrics.Day day(GenericRecord row) {
        return new AccountMetrics.Day(
                LocalDate.parse(row.getString("day")),
                Platform.valueOf(row.getString("platform")),
                row.getString("account_id"),
                row.getLong("posts"),
                CounterColumns.read(row));
    }

    private static String sql(Granularity granularity) {
        return switch (granularity) {
            case READING -> READINGS;
            case HOUR -> HOURS;
            case DAY -> DAYS;
        };
    }

    private static String time(Instant instant) {
        Instant possible = instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
        return TIME.format(possible);
    }
}
