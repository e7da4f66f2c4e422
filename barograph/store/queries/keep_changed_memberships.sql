-- Leave only what differs from what stands.
DELETE FROM given_memberships AS given
WHERE EXISTS (
    SELECT 1 FROM current_memberships AS standing
    WHERE {within} AND standing.event = given.event AND standing.origin = given.origin
        AND standing.story = given.story)
