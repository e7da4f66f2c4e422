-- Events of the asked pairs that ceased to hold at one recorded moment.
SELECT event.id, event.document, event.outlet, event.available, event.pair, event.type,
    event.mode, event.source_party, event.target_party, event.polarity, event.sentence_text,
    event.title, event.time_start, event.time_end
FROM events AS event
JOIN (SELECT unnest($pairs::VARCHAR[]) AS pair, unnest($since::TIMESTAMP[]) AS since) AS asked
    ON asked.pair = event.pair AND event.available >= asked.since
WHERE event.ended = $ended
ORDER BY event.available, event.id
