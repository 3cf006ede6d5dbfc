-- One row a publication: how it was received within its first 24 hours, by the newest reading of that time. Readings of
-- one publication replace each other by rank, which is the same in whatever order and however often they come.
CREATE TABLE IF NOT EXISTS engagement_feature
(
    workspace_id   LowCardinality(String),
    account_id     String,
    platform       LowCardinality(String),
    post_id        String,
    publication_id String,
    published_at   DateTime64(3, 'UTC'),
    hour_of_week   UInt8 COMMENT 'of published_at in UTC, 0 (Monday 00:00) to 167',
    observed_at    DateTime64(3, 'UTC'),
    engagement     UInt64 COMMENT 'likes, comments, shares, saves and clicks; those that a network lacks count 0',
    rank           UInt64 COMMENT 'observed_at in milliseconds, then the position of the event',
    position       UInt64 COMMENT 'of the event in the log that this row rests on'
)
ENGINE = ReplacingMergeTree(rank)
ORDER BY (workspace_id, platform, account_id, publication_id);
