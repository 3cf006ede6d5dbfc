-- The key of each person and workspace, wrapped (AES-256-GCM, bound to the subject) with a master key that is not in this
-- database. A destroyed key stays as a row without a key: what it encrypted then reads as erased, and no other is made.
CREATE TABLE subject_key (
    subject_id   VARCHAR(64) NOT NULL PRIMARY KEY,
    wrapped      BYTEA,
    master       VARCHAR(16),
    destroyed_at TIMESTAMPTZ,
    CONSTRAINT subject_key_is_or_was CHECK (
        (wrapped IS NOT NULL AND master IS NOT NULL AND destroyed_at IS NULL)
        OR (wrapped IS NULL AND master IS NULL AND destroyed_at IS NOT NULL))
);
CREATE INDEX subject_key_master ON subject_key (master) WHERE master IS NOT NULL;

-- Snapshots from before are readable text, and this version takes its own.
DELETE FROM event_snapshot;
