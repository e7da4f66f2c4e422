-- Rows of our own CSV or Parquet export as imported events; `reason` says what is wrong.
SELECT file, "row",
    CASE WHEN id IS NULL THEN 'id is missing'
        WHEN available IS NULL THEN 'available is no time'
        WHEN type IS NULL OR NOT list_contains($types, type)
            THEN concat('type is none of ours: ', left(type, 40))
        WHEN intensity IS NULL OR NOT intensity BETWEEN -10 AND 10
            THEN 'intensity is no number from -10 to 10'
        WHEN polarity IS NULL OR modality IS NULL OR joint IS NULL OR is_opinion IS NULL
            THEN 'polarity, modality, joint or is_opinion is missing'
    END AS reason,
    id, NULL::UBIGINT AS deed, available, pair, source_party, target_party, speaker_party, type, mode,
    coalesce(cameo, '') AS cameo, intensity, confidence AS said_confidence, polarity, modality,
    certainty, certainty_cue, is_opinion, joint, stage, time_start, time_end, outlet, url, title,
    sentence_text AS "text", source, target, contexts, speakers,
    -- An open end ("at least 100") has no number in JSON.
    list_transform(figures, lambda figure: struct_update(figure,
        low := coalesce(figure.low, '-inf'::DOUBLE), high := coalesce(figure.high, 'inf'::DOUBLE)))
        AS figures,
    story, origin, document, revision, language, published, seen, sentence, sentence_kind,
    sentence_start, span_start, span_end, verb_start, verb_end, coder, recorded AS coded
FROM given_table
