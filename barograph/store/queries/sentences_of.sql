-- Events opened down to their sentences, in the order asked.
SELECT event.id AS event, event.pair, event.document, event.revision, document.title,
    event.outlet, document.url, document.published, event.available, event.coder,
    event.sentence, event.sentence_kind AS kind, event.sentence_text AS "text",
    coalesce(sentence.span_start, event.span_start) AS sentence_start,
    event.span_start, event.span_end, event.type, event.mode, event.cameo, event.intensity,
    event.polarity, event.modality, event.certainty, event.certainty_cue, event.confidence,
    event.is_opinion, event.joint, event.source, event.target, event.speakers, event.figures,
    event.contexts, event.time_start, event.time_end, place.origin, place.story
FROM (SELECT unnest($events::VARCHAR[]) AS id, generate_subscripts($events::VARCHAR[], 1) AS rank)
    AS asked
JOIN (
    FROM events
    WHERE $pair IS NULL OR events.pair = $pair
    QUALIFY row_number() OVER (
        PARTITION BY events.id ORDER BY events.ended IS NULL DESC, events.recorded DESC) = 1
) AS event USING (id)
JOIN documents AS document ON document.id = event.document
    AND document.revision = event.revision AND document.available = event.available
    AND document.seen = event.seen AND document.coder = event.coder
    AND document.withdrawn IS NOT DISTINCT FROM event.withdrawn
LEFT JOIN sentences AS sentence ON sentence.document = event.document
    AND sentence.revision = event.revision AND sentence.coder = event.coder
    AND sentence.sentence = event.sentence
LEFT JOIN (FROM current_memberships WHERE $pair IS NULL OR pair = $pair) AS place
    ON place.event = event.id
ORDER BY asked.rank
