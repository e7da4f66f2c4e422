-- An event is as sure as the surest of its mentions, whichever of both came in first.
UPDATE imported_events AS told SET said_confidence = surest.confidence
FROM (
    SELECT event, max(confidence) AS confidence FROM imported_mentions
    WHERE series = $series AND event IN (
        SELECT event FROM given_mentions UNION SELECT id FROM given_new)
    GROUP BY event
) AS surest
WHERE told.series = $series AND told.id = surest.event
    AND told.said_confidence IS DISTINCT FROM surest.confidence
