-- Events of the asked pairs, each from its own moment to one for all, as the stories room
-- reads them.
SELECT event.id, event.document, event.outlet, event.available, event.pair, event.type,
    event.mode, event.source_party, event.target_party, event.polarity, event.sentence_text,
    event.title, event.time_start, event.time_end
FROM {events} AS event
JOIN (SELECT unnest($pairs::VARCHAR[]) AS pair, unnest($since::TIMESTAMP[]) AS since) AS asked
    ON asked.pair = event.pair AND event.available >= asked.since
WHERE event.available <= $until
ORDER BY event.available, event.id
