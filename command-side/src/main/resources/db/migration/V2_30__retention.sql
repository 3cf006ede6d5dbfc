-- What each workspace has deleted by itself; null for what is kept.
CREATE TABLE retention_rule (
    workspace_id          VARCHAR(64) NOT NULL PRIMARY KEY,
    unused_media_days     INTEGER,
    ended_post_media_days INTEGER,
    changed_at            TIMESTAMPTZ NOT NULL,
    sequence              BIGINT      NOT NULL
);

CREATE TABLE known_media (
    media_id     VARCHAR(64) NOT NULL PRIMARY KEY,
    workspace_id VARCHAR(64) NOT NULL,
    uploaded_at  TIMESTAMPTZ NOT NULL,
    deleted_at   TIMESTAMPTZ,
    purged_at    TIMESTAMPTZ
);
CREATE INDEX known_media_there ON known_media (workspace_id) WHERE purged_at IS NULL;

-- By the post's events: sequence is that of the newest one that the row knows.
CREATE TABLE media_use (
    media_id VARCHAR(64) NOT NULL,
    post_id  VARCHAR(64) NOT NULL,
    use      VARCHAR(16) NOT NULL,
    since    TIMESTAMPTZ NOT NULL,
    sequence BIGINT      NOT NULL,
    PRIMARY KEY (media_id, post_id)
);
CREATE INDEX media_use_post ON media_use (post_id);

-- Who asked for an erasure, and where its subject was a member: they may have its certificate.
ALTER TABLE erasure ADD COLUMN asked_by VARCHAR(200);
ALTER TABLE erasure ADD COLUMN workspaces TEXT[] NOT NULL DEFAULT '{}';

-- The directories are told the whole log once more (docs/decisions/0015): these tables are new.
DELETE FROM processor_token WHERE processor = 'directories-from-log';
