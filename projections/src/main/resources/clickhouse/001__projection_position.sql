-- How far each projection has come in this database. Beside the data, so that a database that is wiped or restored
-- from an older backup says so itself. An empty position is the time before the first event.
CREATE TABLE IF NOT EXISTS projection_position
(
    name       LowCardinality(String),
    segment    UInt32,
    target     LowCardinality(String),
    position   String,
    newest_row UInt64,
    version    UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (name, segment, target);
