-- When a grant's token is to be bought anew: ahead of its end, spread, and put off when the network could not be asked.
-- A lost grant is told to its account until the account has taken it in.
ALTER TABLE account_grant
    ADD COLUMN refresh_at    TIMESTAMPTZ,
    ADD COLUMN loss_reported BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE account_grant
SET refresh_at = CASE WHEN refresh_token IS NULL THEN expires_at ELSE expires_at - INTERVAL '10 minutes' END;
ALTER TABLE account_grant
    ALTER COLUMN refresh_at SET NOT NULL;
CREATE INDEX account_grant_to_refresh ON account_grant (platform, refresh_at) WHERE NOT revoked;
CREATE INDEX account_grant_loss_to_report ON account_grant (account_id) WHERE revoked AND NOT loss_reported;

-- Which of a consent's accounts is meant: the network's id, or a handle.
ALTER TABLE pending_connection
    ADD COLUMN external_id VARCHAR(255);
