-- Where to look for what happened in a workspace: who, what and about which things, by their ids. What was said stands in the
-- log alone. The same event inserted twice is one row.
CREATE TABLE IF NOT EXISTS history_index
(
    workspace_id LowCardinality(String),
    recorded_at  DateTime64(6, 'UTC'),
    aggregate_id String,
    sequence     UInt64,
    name         LowCardinality(String) COMMENT 'stored name of the event',
    actors       Array(String) COMMENT 'who did it, and for whom where it was a process',
    targets      Array(String) COMMENT 'ids of all that the event is of or names',
    position     UInt64
)
ENGINE = ReplacingMergeTree(position)
PARTITION BY toYYYYMM(recorded_at)
ORDER BY (workspace_id, recorded_at, aggregate_id, sequence);
