-- Stories: when first and last told, by how many events, origins and outlets.
SELECT coalesce(place.story, event.id) AS story, event.pair,
    min(event.available) AT TIME ZONE 'UTC' AS first_told, max(event.available) AT TIME ZONE 'UTC' AS last_told,
    count(*) AS events, count(DISTINCT coalesce(place.origin, event.id)) AS origins,
    count(DISTINCT event.outlet) AS outlets,
    arg_min(event.title, (event.available, event.id)) AS title,
    mode(event.type ORDER BY event.type) AS type,
    avg(event.intensity) AS mean_intensity, max(event.certainty) AS most_certain
FROM {events} AS event
LEFT JOIN {memberships} AS place ON place.event = event.id
WHERE event.pair IS NOT NULL
GROUP BY ALL
ORDER BY first_told, story, event.pair
