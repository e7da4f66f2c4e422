-- Pairs by how many stories tell of them.
SELECT event.pair, count(DISTINCT coalesce(place.story, event.id)) AS stories, count(*),
    max(event.available)
FROM {events} AS event
LEFT JOIN {memberships} AS place ON place.event = event.id
WHERE event.pair IS NOT NULL
GROUP BY event.pair
ORDER BY stories DESC, event.pair
LIMIT $limit
