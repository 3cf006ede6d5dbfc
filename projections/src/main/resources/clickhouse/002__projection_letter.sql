-- Events that a table has not taken in, because their handler failed or an earlier one of their sequence did. Beside the
-- data, so that letters are lost, restored and dropped with it. The event itself stays in the log.
CREATE TABLE IF NOT EXISTS projection_letter
(
    target       LowCardinality(String),
    sequence     String,
    aggregate_id String,
    number       UInt64 COMMENT 'of the event in its aggregate',
    position     UInt64 COMMENT 'of the event in the log',
    event        LowCardinality(String),
    set_aside_at DateTime64(3, 'UTC'),
    cause        String COMMENT 'kind of failure and where; empty while it only waits for an earlier event',
    failures     UInt32
)
ENGINE = ReplacingMergeTree(failures)
ORDER BY (target, aggregate_id, number);
