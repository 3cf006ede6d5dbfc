CREATE TABLE IF NOT EXISTS measured (id String, at DateTime64(3, 'UTC'), value Nullable(UInt64), position UInt64)
ENGINE = ReplacingMergeTree(position) ORDER BY id;

CREATE TABLE IF NOT EXISTS measured_day
(day Date, newest AggregateFunction(argMax, Tuple(Nullable(UInt64)), String), position SimpleAggregateFunction(max, UInt64))
ENGINE = AggregatingMergeTree ORDER BY day;

CREATE MATERIALIZED VIEW IF NOT EXISTS measured_day_fill TO measured_day AS
SELECT toDate(m.at) AS day, argMaxState(tuple(value), id) AS newest, max(m.position) AS position
FROM measured AS m GROUP BY day;
