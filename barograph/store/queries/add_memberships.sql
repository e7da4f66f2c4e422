-- Begin the changed memberships, beside their pair so that a page reads few blocks.
INSERT INTO memberships
SELECT given.event, event.pair, event.available, given.origin, given.story, $recorded, NULL
FROM given_memberships AS given
LEFT JOIN (
    SELECT id, any_value(pair) AS pair, min(available) AS available
    FROM events SEMI JOIN given_memberships AS wanted ON wanted.event = events.id
    WHERE {within}
    GROUP BY id
) AS event ON event.id = given.event
ORDER BY event.pair, event.available, given.event
RETURNING 1
