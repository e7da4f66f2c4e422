-- Current events as the stories room reads them. Joining on the available time as well lets
-- DuckDB skip the documents of other times.
SELECT event.id, event.document, event.outlet, event.available, event.pair, event.type,
    event.mode, event.source_party, event.target_party, event.polarity, event.sentence_text,
    document.title, event.time_start, event.time_end
FROM current_events AS event
JOIN current_documents AS document ON document.id = event.document
    AND document.revision = event.revision AND document.available = event.available
WHERE event.pair IS NOT NULL
    AND ($pairs IS NULL OR event.pair IN (SELECT unnest($pairs::VARCHAR[])))
    AND event.available >= $since AND event.available < $until
ORDER BY event.available, event.id
