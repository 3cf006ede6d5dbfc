-- Positions of the processors whose data is in PostgreSQL (sagas). A view's position stands beside the view instead.
CREATE TABLE processor_token (
    processor VARCHAR(255) NOT NULL,
    segment   INTEGER      NOT NULL,
    token     BYTEA,
    token_type VARCHAR(255),
    claimed_at VARCHAR(255),
    owner     VARCHAR(255),
    PRIMARY KEY (processor, segment)
);
