-- A CSV export of ours as it is written, every cell text; columns it has not are NULL.
CREATE OR REPLACE TEMP TABLE given_empty (
    id VARCHAR, story VARCHAR, origin VARCHAR, pair VARCHAR, source_party VARCHAR,
    target_party VARCHAR, type VARCHAR, mode VARCHAR, cameo VARCHAR, intensity VARCHAR,
    polarity VARCHAR, modality VARCHAR, certainty VARCHAR, certainty_cue VARCHAR,
    confidence VARCHAR, is_opinion VARCHAR, joint VARCHAR, stage VARCHAR, available VARCHAR,
    time_start VARCHAR, time_end VARCHAR, outlet VARCHAR, document VARCHAR, revision VARCHAR,
    url VARCHAR, published VARCHAR, seen VARCHAR, title VARCHAR, sentence VARCHAR,
    sentence_kind VARCHAR, sentence_text VARCHAR, span_start VARCHAR, span_end VARCHAR,
    source VARCHAR, target VARCHAR, speaker_party VARCHAR, speakers VARCHAR, contexts VARCHAR,
    figures VARCHAR, coder VARCHAR, recorded VARCHAR, language VARCHAR, sentence_start VARCHAR,
    verb_start VARCHAR, verb_end VARCHAR
);
CREATE OR REPLACE TEMP TABLE given_cells AS
FROM given_empty UNION ALL BY NAME
FROM read_csv($table, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"',
    nullstr = '', allow_quoted_nulls = false, store_rejects = true, parallel = false,
    rejects_table = 'rejected_cells', rejects_scan = 'rejected_scans')
