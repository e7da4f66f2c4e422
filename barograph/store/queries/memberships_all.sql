-- Places of all events, as recorded by then.
SELECT event, origin, story
FROM {memberships}
ORDER BY event
