-- Directories follow the log (docs/decisions/0015): a row says which event of its aggregate it knows last, so that one that
-- comes again, or late, changes nothing. Rows from before know none (-1), and are gone over once.
ALTER TABLE known_account ADD COLUMN sequence BIGINT NOT NULL DEFAULT -1;
ALTER TABLE known_account ALTER COLUMN sequence DROP DEFAULT;

-- No longer unique: what the log says is so. That an account is connected once is decided before the event is made.
DROP INDEX known_account_external;
CREATE INDEX known_account_external
    ON known_account (workspace_id, platform, external_id) WHERE state <> 'DISCONNECTED';

-- A member who was removed stays as a row without a role: else an old event that comes late would let them in again.
ALTER TABLE member ADD COLUMN sequence BIGINT NOT NULL DEFAULT -1;
ALTER TABLE member ALTER COLUMN sequence DROP DEFAULT;
ALTER TABLE member ALTER COLUMN role DROP NOT NULL;

-- A person's row is there before the event that registers them, and reserves the address until then.
ALTER TABLE person ADD COLUMN registered BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE person ALTER COLUMN registered DROP DEFAULT;
