-- When each workspace agreed to what a table is filled for, and when no longer. Beside the data, so that both go the same way.
CREATE TABLE IF NOT EXISTS projection_agreement
(
    target       LowCardinality(String),
    workspace_id String,
    position     UInt64 COMMENT 'of the event in the log',
    sequence     UInt64 COMMENT 'of the event among those about the workspace''s consents; the highest there is when it was closed',
    given        UInt8
)
ENGINE = ReplacingMergeTree
ORDER BY (target, workspace_id, position);
