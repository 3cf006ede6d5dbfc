-- The ledger: the tree over the log by tiles of 256 hashes, what was signed of it, and with what. How far it goes is told by its last
-- tile alone, so that tree and position cannot differ.
CREATE TABLE ledger_installation (
    origin VARCHAR(64) NOT NULL PRIMARY KEY,
    one    BOOLEAN     NOT NULL DEFAULT TRUE UNIQUE CHECK (one)
);

CREATE TABLE ledger_tile (
    level          SMALLINT NOT NULL,
    number         BIGINT   NOT NULL,
    hashes         BYTEA    NOT NULL,
    -- Of leaves, in the log: 8 bytes each.
    positions      BYTEA,
    first_position BIGINT,
    PRIMARY KEY (level, number)
);
CREATE INDEX ledger_tile_position ON ledger_tile (first_position) WHERE level = 0;
-- Hashes do not compress.
ALTER TABLE ledger_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- Keys and heads as the lines that bundles and anchors show of them.
CREATE TABLE ledger_key (
    key_id VARCHAR(64) NOT NULL PRIMARY KEY,
    number INTEGER     NOT NULL UNIQUE,
    line   TEXT        NOT NULL,
    -- Sealed.
    secret BYTEA       NOT NULL
);

CREATE TABLE ledger_head (
    size BIGINT NOT NULL PRIMARY KEY,
    line TEXT   NOT NULL
);

-- The newest head that each place outside of this database has.
CREATE TABLE ledger_anchored (
    place VARCHAR(255) NOT NULL PRIMARY KEY,
    size  BIGINT       NOT NULL
);
