-- Ids at networks, and which account was asked for, are encrypted with the workspace's key; rows from before are read as they are. As
-- readable columns they were in the server's statistics of the table too, which outlive the rows: an ANALYZE of an empty table keeps them.
ALTER TABLE collected_post ALTER COLUMN external_id TYPE TEXT;
ALTER TABLE pending_connection ALTER COLUMN external_id TYPE TEXT;
ALTER TABLE pending_connection ALTER COLUMN redirect_uri TYPE TEXT;

-- So that an erasure finds them. Rows from before go with their publication.
ALTER TABLE publication_prepared ADD COLUMN workspace_id VARCHAR(64);
CREATE INDEX publication_prepared_workspace ON publication_prepared (workspace_id);
