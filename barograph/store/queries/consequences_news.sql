-- Affirmed events of all pairs with the document that tells each, names as whole numbers: only
-- whether two are equal matters. Marks of an update ("UPDATE 3-", "WRAPUP 1-") leave a title as it was.
SELECT event.pair, epoch_ms(event.available) / 3600000.0 AS hour,
    (hash(event.document) >> 1)::BIGINT AS document,
    (hash(regexp_replace(lower(event.title), '^[a-z ]*[0-9]*-', '')) >> 1)::BIGINT AS title,
    (hash(coalesce(place.story, event.id)) >> 1)::BIGINT AS story,
    (hash(coalesce(place.origin, event.id)) >> 1)::BIGINT AS origin,
    (hash(event.source_party, event.target_party, event.type, event.mode, event.modality) >> 1
        )::BIGINT AS deed,
    CASE WHEN event.joint THEN 0 WHEN event.pair[1:3] = event.source_party THEN 1 ELSE -1
        END::TINYINT AS direction,
    event.type, event.modality, event.intensity, event.certainty, event.confidence,
    event.is_opinion, epoch_ms(event.time_end) / 3600000.0 AS happened
FROM {events} AS event
LEFT JOIN {memberships} AS place ON place.event = event.id
WHERE event.pair IS NOT NULL AND event.polarity = 'affirmed'
ORDER BY event.available, event.id
