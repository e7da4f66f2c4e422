-- Places of the asked pairs' events, each from its own moment to one for all, as recorded by then.
SELECT place.event, place.origin, place.story
FROM {memberships} AS place
JOIN (SELECT unnest($pairs::VARCHAR[]) AS pair, unnest($since::TIMESTAMP[]) AS since) AS asked
    ON asked.pair = place.pair AND place.available >= asked.since
WHERE place.available <= $until
ORDER BY place.event
