-- How many letters each table has: counted before one is put and after one is removed, so that letters that are lost by
-- themselves are noticed. Rows add up.
CREATE TABLE IF NOT EXISTS projection_letter_count
(
    target LowCardinality(String),
    change Int64
)
ENGINE = SummingMergeTree
ORDER BY target;
