-- What was published, and when its counters are read next. next_at is null where they are read no more.
CREATE TABLE collected_post (
    publication_id VARCHAR(64)  NOT NULL PRIMARY KEY,
    workspace_id   VARCHAR(64)  NOT NULL,
    account_id     VARCHAR(64)  NOT NULL,
    external_id    VARCHAR(255) NOT NULL,
    published_at   TIMESTAMPTZ  NOT NULL,
    next_at        TIMESTAMPTZ,
    -- In succession, the network did not show it.
    times_missing  INT          NOT NULL DEFAULT 0,
    -- Waits for its account to be connected again.
    held           BOOLEAN      NOT NULL DEFAULT FALSE
);
CREATE INDEX collected_post_due ON collected_post (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX collected_post_due_by_account ON collected_post (account_id, next_at) WHERE next_at IS NOT NULL;
