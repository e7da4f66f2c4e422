-- Names of a pair's events asked for by their keys (`event_columns`), by time.
SELECT hash(event.id) AS "key", event.id, coalesce(place.story, event.id),
    coalesce(place.origin, event.id), event.outlet, event.title
FROM {events} AS event
LEFT JOIN (FROM {memberships} WHERE pair = $pair) AS place ON place.event = event.id
WHERE event.pair = $pair AND hash(event.id) IN (SELECT unnest($keys::UBIGINT[]))
ORDER BY event.available, event.id
