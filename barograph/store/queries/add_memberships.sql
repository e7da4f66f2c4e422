-- Begin the memberships that do not stand yet, beside their pair so that a page reads few blocks.
INSERT INTO memberships
SELECT given.event, event.pair, event.available, given.origin, given.story, $recorded, NULL
FROM given_memberships AS given
ANTI JOIN (
    SELECT event FROM current_memberships WHERE {within}
) AS standing ON standing.event = given.event
LEFT JOIN (
    SELECT id, any_value(pair) AS pair, min(available) AS available
    FROM events SEMI JOIN given_memberships AS wanted ON wanted.event = events.id
    WHERE {within}
    GROUP BY id
) AS event ON event.id = given.event
ORDER BY event.pair, event.available, given.event
RETURNING 1
