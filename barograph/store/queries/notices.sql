-- Words about appointments.
SELECT document, outlet, available, name, time_start, time_end, place, parties, fate, speakers,
    sentence, sentence_text AS "text", span_start, span_end, coder
FROM {appointment_notices}
ORDER BY available, document, span_start
