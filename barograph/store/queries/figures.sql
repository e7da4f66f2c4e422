-- Stated quantities about a pair, or about anyone.
SELECT document, outlet, available, pair, parties, matter, value, low, high, unit, role,
    comparison, period_start AS time_start, period_end AS time_end, certainty, speakers,
    sentence_text AS "text", span_start, span_end, coder
FROM {figures}
WHERE $pair IS NULL OR pair = $pair
ORDER BY available, document, span_start
