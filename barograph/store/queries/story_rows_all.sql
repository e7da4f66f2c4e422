-- Every pair's events with their place, pair by pair; else as story_rows.
SELECT event.id, coalesce(place.story, event.id), coalesce(place.origin, event.id), event.outlet,
    event.available, event.pair, event.source_party, event.target_party, event.type, event.mode,
    event.intensity, event.polarity, event.modality, event.certainty, event.confidence,
    event.joint, event.is_opinion, event.title, event.time_end, event.speaker_party
FROM {events} AS event
LEFT JOIN {memberships} AS place ON place.event = event.id
WHERE event.pair IS NOT NULL
ORDER BY event.pair, event.available, event.id
