-- PLOVER JSON lines, with fields of our own for speakers, certainty, figures and stories: what is
-- of PLOVER's types comes back as it was.
SELECT event.id, true AS has_event, strftime(event.available, '%Y-%m-%d') AS "date",
    strftime(event.available, '%H:%M') AS "time", strftime(time_start, '%Y-%m-%d') AS startdate,
    strftime(time_end, '%Y-%m-%d') AS enddate,
    [plover_entity(source)] AS actor,
    CASE WHEN target IS NULL THEN [] ELSE [plover_entity(target)] END AS recipient,
    [type] AS event, plover_quad(type) AS quad_code, intensity AS event_scale,
    CASE WHEN mode IS NULL THEN [] ELSE [mode] END AS mode, contexts AS context,
    sentence_text AS text,
    {'sequence': sentence, 'start': event.span_start, 'end': event.span_end,
        'text_story': event.document} AS text_info,
    {'url': document.url, 'title': event.title, 'language': document.language,
        'publication': event.outlet, 'coder': event.coder, 'codebook': 'PLOVER 2.0',
        'version': event.revision} AS cite_info,
    'barograph' AS coder, strftime(event.recorded, '%Y-%m-%d') AS coded_date,
    strftime(event.recorded, '%H:%M') AS coded_time,
    CASE WHEN event.polarity <> 'affirmed' THEN ['negation']
        WHEN event.modality = 'conditional' THEN ['hypothetical']
        WHEN event.modality IN ('announced', 'intended', 'threatened', 'demanded', 'proposed')
            THEN ['future']
        WHEN event.time_end < event.available - INTERVAL 365 DAY THEN ['historical']
        ELSE [] END AS auxiliary,
    list_transform(speakers, lambda speaker: {'actor': plover_entity(speaker),
        'verb': speaker.verb, 'start': speaker.span_start, 'end': speaker.span_end}) AS speaker,
    event.polarity, event.modality, event.certainty, event.certainty_cue, event.is_opinion,
    event.joint, json_quantities(event.figures) AS quantity,
    place.story AS story_id, place.origin AS origin_id,
    {'doc': event.document, 'start': event.span_start, 'end': event.span_end} AS sentence,
    event.confidence AS coder_confidence, 'PLOVER 2.0' AS quad_profile,
    iso_time(event.available) AS known_time, iso_time(document.published) AS report_time,
    iso_time(document.seen) AS seen_time, iso_time(event.recorded) AS recorded_time,
    {'start': iso_time(event.time_start), 'end': iso_time(event.time_end)} AS event_time,
    event.cameo, event.stage, event.sentence_kind, event.sentence_start, event.verb_start,
    event.verb_end, event.pair, event.source_party, event.target_party, event.speaker_party
FROM {events} AS event
JOIN documents AS document ON document.id = event.document
    AND document.revision = event.revision AND document.available = event.available
    AND document.seen = event.seen AND document.coder = event.coder
    AND document.withdrawn IS NOT DISTINCT FROM event.withdrawn
LEFT JOIN {memberships} AS place ON place.event = event.id
WHERE type NOT IN ('ASSESS', 'STATEMENT')
ORDER BY event.available, event.id
