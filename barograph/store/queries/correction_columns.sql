-- Words against what was told of a pair, or of any, as keys of the events' columns.
SELECT hash(event) AS event, hash(corrected) AS corrected,
    (list_position($kinds, kind) - 1)::TINYINT AS kind
FROM {corrections}
WHERE ($pair IS NULL OR pair = $pair) AND available <= $until
ORDER BY available, event, corrected
