-- Memberships of the pairs' events as recorded by then.
SELECT event, origin, story
FROM memberships_at($recorded_at)
WHERE $pairs IS NULL OR pair IN (SELECT unnest($pairs::VARCHAR[]))
ORDER BY event
