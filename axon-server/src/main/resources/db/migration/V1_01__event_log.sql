-- The embedded event log: Axon's JDBC schema under readable names. Payload and metadata are bytea, never large
-- objects (a stream from OIDs is thirty times slower). The sequence hands out one number at a time: numbers taken in
-- blocks leave gaps, which every tracking token would then have to carry.
CREATE SEQUENCE event_log_position INCREMENT 1 CACHE 1;

CREATE TABLE event_log (
    position         BIGINT       NOT NULL DEFAULT nextval('event_log_position') PRIMARY KEY,
    aggregate_id     VARCHAR(255) NOT NULL,
    sequence         BIGINT       NOT NULL,
    aggregate_type   VARCHAR(255),
    event_id         VARCHAR(255) NOT NULL UNIQUE,
    name             VARCHAR(255) NOT NULL,
    revision         VARCHAR(255),
    payload          BYTEA        NOT NULL,
    metadata         BYTEA,
    recorded_at      VARCHAR(255) NOT NULL,
    UNIQUE (aggregate_id, sequence)
);
ALTER SEQUENCE event_log_position OWNED BY event_log.position;

-- Asking for the position at an instant would otherwise read the whole log.
CREATE INDEX event_log_recorded_at ON event_log (recorded_at);

CREATE TABLE event_snapshot (
    aggregate_id     VARCHAR(255) NOT NULL,
    sequence         BIGINT       NOT NULL,
    aggregate_type   VARCHAR(255) NOT NULL,
    event_id         VARCHAR(255) NOT NULL UNIQUE,
    name             VARCHAR(255) NOT NULL,
    revision         VARCHAR(255),
    payload          BYTEA        NOT NULL,
    metadata         BYTEA,
    recorded_at      VARCHAR(255) NOT NULL,
    PRIMARY KEY (aggregate_id, sequence)
);
