-- Readings as they came. The same reading inserted twice is one row; read with FINAL.
CREATE TABLE IF NOT EXISTS post_reading
(
    workspace_id   LowCardinality(String),
    account_id     LowCardinality(String),
    platform       LowCardinality(String),
    post_id        String,
    publication_id String,
    batch_id       String,
    source         LowCardinality(String),
    published_at   DateTime64(3, 'UTC'),
    observed_at    DateTime64(3, 'UTC'),
    impressions    Nullable(UInt64),
    likes          Nullable(UInt64),
    comments       Nullable(UInt64),
    shares         Nullable(UInt64),
    saves          Nullable(UInt64),
    clicks         Nullable(UInt64),
    video_views    Nullable(UInt64),
    position       UInt64
)
ENGINE = ReplacingMergeTree(position)
PARTITION BY toYYYYMM(observed_at)
ORDER BY (workspace_id, post_id, publication_id, observed_at, batch_id);

-- The newest reading of each hour. The newest of the same readings is the same however often they are inserted, so
-- that, unlike sums, these stay right. Counters stand in one tuple: argMax of a single one would pass over a NULL.
CREATE TABLE IF NOT EXISTS post_metrics_hour
(
    workspace_id   LowCardinality(String),
    post_id        String,
    publication_id String,
    hour           DateTime('UTC'),
    account_id     SimpleAggregateFunction(any, String),
    platform       SimpleAggregateFunction(any, String),
    counters       AggregateFunction(argMax,
                       Tuple(Nullable(UInt64), Nullable(UInt64), Nullable(UInt64), Nullable(UInt64),
                             Nullable(UInt64), Nullable(UInt64), Nullable(UInt64)),
                       Tuple(DateTime64(3, 'UTC'), String)),
    position       SimpleAggregateFunction(max, UInt64)
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (workspace_id, post_id, publication_id, hour);

CREATE MATERIALIZED VIEW IF NOT EXISTS post_metrics_hour_fill TO post_metrics_hour AS
SELECT workspace_id, post_id, publication_id, toStartOfHour(observed_at) AS hour,
       any(toString(r.account_id)) AS account_id, any(toString(r.platform)) AS platform,
       argMaxState((impressions, likes, comments, shares, saves, clicks, video_views),
                   (observed_at, batch_id)) AS counters,
       max(r.position) AS position
FROM post_reading AS r
GROUP BY workspace_id, post_id, publication_id, hour;

-- The same by day (UTC), ordered for questions about an account.
CREATE TABLE IF NOT EXISTS post_metrics_day
(
    workspace_id   LowCardinality(String),
    account_id     LowCardinality(String),
    post_id        String,
    publication_id String,
    day            Date,
    platform       SimpleAggregateFunction(any, String),
    counters       AggregateFunction(argMax,
                       Tuple(Nullable(UInt64), Nullable(UInt64), Nullable(UInt64), Nullable(UInt64),
                             Nullable(UInt64), Nullable(UInt64), Nullable(UInt64)),
                       Tuple(DateTime64(3, 'UTC'), String)),
    position       SimpleAggregateFunction(max, UInt64)
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (workspace_id, account_id, post_id, publication_id, day);

CREATE MATERIALIZED VIEW IF NOT EXISTS post_metrics_day_fill TO post_metrics_day AS
SELECT workspace_id, account_id, post_id, publication_id, toDate(observed_at) AS day,
       any(toString(r.platform)) AS platform,
       argMaxState((impressions, likes, comments, shares, saves, clicks, video_views),
                   (observed_at, batch_id)) AS counters,
       max(r.position) AS position
FROM post_reading AS r
GROUP BY workspace_id, account_id, post_id, publication_id, day;
