-- Pieces of pictures and videos are encrypted with their workspace's key (AES-256-GCM, bound to upload and number); what was
-- stored before is as it was.
ALTER TABLE media_chunk ADD COLUMN sealed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE media_chunk ALTER COLUMN sealed DROP DEFAULT;
