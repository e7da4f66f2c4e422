-- Events, one a row; what is nested as JSON. Nothing is lost, microseconds included.
SELECT * REPLACE (
    iso_time(available) AS available, iso_time(time_start) AS time_start,
    iso_time(time_end) AS time_end, iso_time(published) AS published, iso_time(seen) AS seen,
    iso_time(recorded) AS recorded,
    source::JSON AS source, target::JSON AS target, speakers::JSON AS speakers,
    contexts::JSON AS contexts, json_quantities(figures)::JSON AS figures
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
ORDER BY available, id, document
