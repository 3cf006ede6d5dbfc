-- A post's saga is now looked after in the segment of its post, before in that of the saga's own id: every segment goes back to
-- where the last one was, or a saga's new segment could have passed what its old one had still before it. The saga is used to
-- being told again.
UPDATE processor_token
SET token = (
    SELECT convert_to(CASE WHEN stored.position ? 'gaps'
                           THEN jsonb_set(stored.position, '{gaps}', '[]')
                           ELSE stored.position END::text, 'UTF8')
    FROM (SELECT convert_from(token, 'UTF8')::jsonb AS position
          FROM processor_token
          WHERE processor = 'post-publishing' AND token IS NOT NULL) AS stored
    ORDER BY coalesce(stored.position ->> 'index', stored.position ->> 'globalIndex')::bigint
    LIMIT 1)
WHERE processor = 'post-publishing' AND token IS NOT NULL;
