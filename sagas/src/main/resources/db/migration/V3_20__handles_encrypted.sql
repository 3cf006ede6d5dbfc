-- Which account of a network a grant is for is encrypted with the workspace's key; rows from before are read as they are.
ALTER TABLE account_grant ALTER COLUMN external_id TYPE TEXT;
ALTER TABLE account_grant ALTER COLUMN handle TYPE TEXT;
