-- How far the log has been read again and held against the tree, round after round, and what was found that still stands.
CREATE TABLE ledger_reread (
    round       BIGINT      NOT NULL,
    next        BIGINT      NOT NULL,
    -- Before which leaf it ends: where the tree ended when it began.
    size        BIGINT      NOT NULL,
    began_at    TIMESTAMPTZ NOT NULL,
    stepped_at  TIMESTAMPTZ NOT NULL,
    -- Of the round before, or of this one where it is at its end.
    finished_at TIMESTAMPTZ,
    one         BOOLEAN     NOT NULL DEFAULT TRUE PRIMARY KEY CHECK (one)
);

CREATE TABLE ledger_finding (
    code       VARCHAR(64) NOT NULL,
    first_leaf BIGINT      NOT NULL,
    last_leaf  BIGINT      NOT NULL,
    text       TEXT        NOT NULL,
    PRIMARY KEY (first_leaf, last_leaf, code)
);
