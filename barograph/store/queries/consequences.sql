-- Claimed links between pairs, of one state or of any.
SELECT document, outlet, available, cause_event, effect_event, cause, effect, effect_pair, sign,
    certainty, speakers, sentence_text AS "text", span_start, span_end, coder
FROM {consequence_claims}
WHERE $state IS NULL OR contains(cause, $state) OR contains(effect_pair, $state)
ORDER BY available, document, span_start
