-- Imported events opened to the row of the file they came from, in the order asked.
WITH asked AS (
    SELECT unnest($events::VARCHAR[]) AS id, generate_subscripts($events::VARCHAR[], 1) AS rank
)
SELECT event.id AS event, event.pair, concat(given.name, ':', event."row") AS document,
    event.revision, event.title, coalesce(event.teller, event.outlet) AS outlet, event.url,
    coalesce(event.published, event.available) AS published, event.available, event.coder,
    event.sentence, event.sentence_kind AS kind,
    coalesce(event."text", concat(event.title, ' (', event.cameo, '), ',
        parse_filename(given.name), ':', event."row")) AS "text",
    event.sentence_start, event.span_start, event.span_end, event.type, event.mode, event.cameo,
    event.intensity, event.polarity, event.modality, event.certainty, event.certainty_cue,
    event.confidence, event.is_opinion, event.joint, event.source, event.target, event.speakers,
    event.figures, event.contexts, event.time_start, event.time_end, event.origin, event.story
FROM asked
JOIN (
    FROM imported
    WHERE ($pair IS NULL OR pair = $pair) AND id IN (SELECT id FROM asked)
) AS event ON event.id = asked.id
JOIN imported_files AS given ON given.file = event.file
ORDER BY asked.rank
