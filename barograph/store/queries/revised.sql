-- Events that held at a moment and were replaced by a revision known later only.
SELECT event.id, event.document, event.outlet, event.available, event.pair, event.type,
    event.mode, event.source_party, event.target_party, event.polarity, event.sentence_text,
    event.title, event.time_start, event.time_end
FROM events_at($known_at, $recorded_at) AS event
WHERE event.pair IS NOT NULL AND ($pair IS NULL OR event.pair = $pair)
    AND event.outdated <= $recorded_at
    AND is_outdated(event.document, event.available, event.seen, event.revision,
        TIMESTAMP '9999-12-31', $recorded_at)
ORDER BY event.available, event.id
