-- A pair's events with their place; an event nobody has placed yet stands for itself.
SELECT event.id, coalesce(place.story, event.id), coalesce(place.origin, event.id), event.outlet,
    event.available, event.pair, event.source_party, event.target_party, event.type, event.mode,
    event.intensity, event.polarity, event.modality, event.certainty, event.confidence,
    event.joint, event.is_opinion, event.title, event.time_end, event.speaker_party
FROM {events} AS event
LEFT JOIN (FROM {memberships} WHERE pair = $pair) AS place ON place.event = event.id
WHERE event.pair = $pair AND event.available >= $since AND event.available < $until
ORDER BY event.available, event.id
