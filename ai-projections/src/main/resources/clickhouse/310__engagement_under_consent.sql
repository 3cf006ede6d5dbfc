-- One row a publication of a workspace that agrees: how it was received within its first 24 hours, by the newest reading of that
-- time. Readings of one publication replace each other by rank, which is the same in whatever order and however often they come.
-- For each purpose a table of its own: consent to one is none to the other.

-- For advice to the workspace itself.
CREATE TABLE IF NOT EXISTS engagement_insight
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
    consent        UInt64 COMMENT 'that it rests on: the event of the workspace''s consents with which it was given',
    rank           UInt64 COMMENT 'observed_at in milliseconds, then the position of the event',
    withdrawn      UInt8,
    position       UInt64 COMMENT 'of the event in the log that this row rests on'
)
ENGINE = ReplacingMergeTree(rank, withdrawn)
ORDER BY (workspace_id, platform, account_id, publication_id, consent);

-- For models, and for the data team.
CREATE TABLE IF NOT EXISTS engagement_training AS engagement_insight;

-- Filled without anybody's consent.
DROP TABLE IF EXISTS engagement_feature;
