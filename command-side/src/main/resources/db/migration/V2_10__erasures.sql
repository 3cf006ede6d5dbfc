-- How the erasure of a person or a workspace stands; follows the log as every directory does.
CREATE TABLE erasure (
    erasure_id  VARCHAR(64) NOT NULL PRIMARY KEY,
    subject     VARCHAR(64) NOT NULL UNIQUE,
    state       VARCHAR(32) NOT NULL,
    due_at      TIMESTAMPTZ,
    held        BOOLEAN     NOT NULL,
    certificate TEXT,
    sequence    BIGINT      NOT NULL
);
