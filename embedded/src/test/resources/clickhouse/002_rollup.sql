CREATE TABLE IF NOT EXISTS analytics.by_hour
(
    workspace LowCardinality(String),
    hour DateTime('UTC'),
    likes AggregateFunction(sum, UInt64),
    posts AggregateFunction(uniqExact, String)
)
ENGINE = AggregatingMergeTree
ORDER BY (workspace, hour);

CREATE MATERIALIZED VIEW IF NOT EXISTS analytics.by_hour_mv TO analytics.by_hour AS
SELECT workspace, toStartOfHour(taken) AS hour, sumState(likes) AS likes, uniqExactState(post) AS posts
FROM analytics.readings
GROUP BY workspace, hour;
