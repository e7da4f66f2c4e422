-- Current events of all pairs from a moment on, as the stories room reads them.
SELECT id, document, outlet, available, pair, type, mode, source_party, target_party, polarity,
    sentence_text, title, time_start, time_end
FROM current_events
WHERE pair IS NOT NULL AND available >= $since
ORDER BY available, id
