-- Bytes of pictures and videos, in pieces of a megabyte. An upload is whole once it has a hash, and kept for good once the
-- log is known to speak of it; what is neither for a while is given up.
CREATE TABLE media_upload (
    upload_id       VARCHAR(64)  NOT NULL PRIMARY KEY,
    workspace_id    VARCHAR(64)  NOT NULL,
    media_id        VARCHAR(64)  NOT NULL,
    touched_at      TIMESTAMPTZ  NOT NULL,
    kept            BOOLEAN      NOT NULL DEFAULT FALSE,
    content_type    VARCHAR(64),
    bytes           BIGINT,
    sha256          VARCHAR(64),
    width           INTEGER,
    height          INTEGER,
    duration_millis BIGINT
);
CREATE INDEX media_upload_media ON media_upload (media_id);
CREATE UNIQUE INDEX media_upload_kept ON media_upload (media_id) WHERE kept;
CREATE INDEX media_upload_loose ON media_upload (touched_at) WHERE NOT kept;

CREATE TABLE media_chunk (
    upload_id VARCHAR(64) NOT NULL REFERENCES media_upload ON DELETE CASCADE,
    number    INTEGER     NOT NULL,
    data      BYTEA       NOT NULL,
    PRIMARY KEY (upload_id, number)
);
-- Pictures and videos are compressed already; trying again would cost most of the time of storing them.
ALTER TABLE media_chunk ALTER COLUMN data SET STORAGE EXTERNAL;
