-- Events, one a row, nested, times with their zone.
SELECT * REPLACE (
    available AT TIME ZONE 'UTC' AS available, time_start AT TIME ZONE 'UTC' AS time_start,
    time_end AT TIME ZONE 'UTC' AS time_end, published AT TIME ZONE 'UTC' AS published,
    seen AT TIME ZONE 'UTC' AS seen, recorded AT TIME ZONE 'UTC' AS recorded
)
FROM (
SELECT event.id, place.story, place.origin, event.pair, event.source_party, event.target_party,
    event.type, event.mode, event.cameo, event.intensity, event.polarity, event.modality,
    event.certainty, event.certainty_cue, event.confidence, event.is_opinion, event.joint,
    event.stage, event.available, event.time_start, event.time_end, event.outlet,
    event.document, event.revision, document.url, document.published, document.seen,
    event.title, event.sentence, event.sentence_kind, event.sentence_text, event.span_start,
    event.span_end, event.source, event.target, event.speaker_party, event.speakers,
    event.contexts, event.figures, event.coder, event.recorded, document.language,
    event.sentence_start, event.verb_start, event.verb_end
FROM {events} AS event
JOIN documents AS document ON document.id = event.document
    AND document.revision = event.revision AND document.available = event.available
    AND document.seen = event.seen AND document.coder = event.coder
    AND document.withdrawn IS NOT DISTINCT FROM event.withdrawn
LEFT JOIN {memberships} AS place ON place.event = event.id
)
ORDER BY available, id
