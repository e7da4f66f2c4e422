-- Events of pairs as numbers, in order of (pair, available, id); an event nobody has placed yet
-- stands for itself. Ids are digests, so that their hash is as hard to forge as they are; outlets
-- choose their names, so they come as places in a list. A pair's first side comes first by alphabet.
SELECT epoch_us(event.available) / 1e6 / 3600.0 AS hour,
    hash(event.id) AS event, coalesce(place.story, hash(event.id)) AS story,
    coalesce(place.origin, hash(event.id)) AS origin, outlet.place AS outlet,
    hash(event.source_party, event.target_party, event.type, event.mode, event.modality) AS deed,
    (CASE WHEN event.joint THEN 0 WHEN event.source_party < event.target_party THEN 1
        ELSE -1 END)::TINYINT AS direction,
    (list_position($types, event.type) - 1)::TINYINT AS "type",
    (list_position($modalities, event.modality) - 1)::TINYINT AS modality,
    (list_position($polarities, event.polarity) - 1)::TINYINT AS polarity,
    event.intensity, event.certainty, event.confidence, event.is_opinion,
    coalesce(epoch_us(event.time_end) / 1e6 / 3600.0, 'nan'::DOUBLE) AS happened,
    (CASE WHEN event.speaker_party IS NULL THEN 0
        WHEN event.speaker_party = least(event.source_party, event.target_party) THEN 1
        WHEN event.speaker_party = greatest(event.source_party, event.target_party) THEN 2
        ELSE 3 END)::TINYINT AS speaker
FROM {events} AS event
JOIN (
    SELECT unnest($outlets::VARCHAR[]) AS outlet,
        generate_subscripts($outlets::VARCHAR[], 1) - 1 AS place
) AS outlet ON outlet.outlet = event.outlet
LEFT JOIN (
    SELECT hash(event) AS event, hash(story) AS story, hash(origin) AS origin
    FROM {memberships}
    WHERE pair BETWEEN $first AND $last AND available >= $since AND available < $until
) AS place ON place.event = hash(event.id)
WHERE event.pair BETWEEN $first AND $last AND {asked}
    AND event.available >= $since AND event.available < $until
ORDER BY event.pair, event.available, event.id
