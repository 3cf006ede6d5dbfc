-- Names and addresses are encrypted with the person's key, and the address found by a keyed hash. Rows from before stay
-- readable until their person is erased.
ALTER TABLE person ALTER COLUMN email TYPE TEXT;
ALTER TABLE person ALTER COLUMN display_name TYPE TEXT;
ALTER TABLE person ADD COLUMN email_hash BYTEA;
ALTER TABLE person ADD CONSTRAINT person_email_hash UNIQUE (email_hash);
