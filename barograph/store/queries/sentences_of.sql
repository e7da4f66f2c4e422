-- Events opened down to their sentences, in the order asked: the current row of each, or its last;
-- cut, the row that held then.
WITH asked AS (
    SELECT unnest($events::VARCHAR[]) AS id, generate_subscripts($events::VARCHAR[], 1) AS rank
),
event AS (
    FROM {event_rows}
    WHERE ($pair IS NULL OR pair = $pair) AND id IN (SELECT id FROM asked)
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY ended IS NULL DESC, recorded DESC) = 1
)
SELECT event.id AS event, event.pair, event.document, event.revision, event.title,
    event.outlet, document.url, document.published, event.available, event.coder,
    event.sentence, event.sentence_kind AS kind, event.sentence_text AS "text",
    event.sentence_start, event.span_start, event.span_end, event.type, event.mode, event.cameo, event.intensity,
    event.polarity, event.modality, event.certainty, event.certainty_cue, event.confidence,
    event.is_opinion, event.joint, event.source, event.target, event.speakers, event.figures,
    event.contexts, event.time_start, event.time_end, place.origin, place.story
FROM asked
JOIN event USING (id)
JOIN documents AS document ON document.id = event.document
    AND document.revision = event.revision AND document.available = event.available
    AND document.seen = event.seen AND document.coder = event.coder
    AND document.withdrawn IS NOT DISTINCT FROM event.withdrawn
LEFT JOIN (
    FROM {memberships}
    WHERE ($pair IS NULL OR pair = $pair) AND event IN (SELECT id FROM asked)
) AS place ON place.event = event.id
ORDER BY asked.rank
