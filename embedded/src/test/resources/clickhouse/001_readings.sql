-- Numbered like the product's own tables: statements end with a semicolon at the end of a line.
CREATE DATABASE IF NOT EXISTS analytics;

CREATE TABLE IF NOT EXISTS analytics.readings
(
    workspace LowCardinality(String),
    post String,
    taken DateTime64(3, 'UTC'),
    likes UInt64,
    reach Nullable(UInt32),
    cost Decimal(18, 4),
    tags Array(String),
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (workspace, post, taken);
