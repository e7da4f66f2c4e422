-- A Parquet export of ours; columns it has not are NULL.
CREATE OR REPLACE TEMP TABLE given_empty (
    id VARCHAR, story VARCHAR, origin VARCHAR, pair VARCHAR, source_party VARCHAR,
    target_party VARCHAR, type VARCHAR, mode VARCHAR, cameo VARCHAR, intensity DOUBLE,
    polarity VARCHAR, modality VARCHAR, certainty DOUBLE, certainty_cue VARCHAR,
    confidence DOUBLE, is_opinion BOOLEAN, joint BOOLEAN, stage VARCHAR,
    available TIMESTAMP WITH TIME ZONE, time_start TIMESTAMP WITH TIME ZONE,
    time_end TIMESTAMP WITH TIME ZONE, outlet VARCHAR, document VARCHAR, revision VARCHAR,
    url VARCHAR, published TIMESTAMP WITH TIME ZONE, seen TIMESTAMP WITH TIME ZONE, title VARCHAR,
    sentence INTEGER, sentence_kind VARCHAR, sentence_text VARCHAR, span_start INTEGER,
    span_end INTEGER, source actor, target actor, speaker_party VARCHAR, speakers speaker[],
    contexts VARCHAR[], figures quantity[], coder VARCHAR, recorded TIMESTAMP WITH TIME ZONE,
    language VARCHAR, sentence_start INTEGER, verb_start INTEGER, verb_end INTEGER
);
CREATE OR REPLACE TEMP TABLE given_cells AS
FROM given_empty UNION ALL BY NAME FROM read_parquet($table)
