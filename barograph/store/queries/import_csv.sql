-- Cells as what they stand for; the first row after the header is row 2.
CREATE OR REPLACE TEMP TABLE given_table AS
SELECT $file AS file, row_number() OVER () + 1 AS "row",
    id, story, origin, pair, source_party, target_party, type, mode, cameo,
    try_cast(intensity AS DOUBLE) AS intensity, polarity, modality,
    try_cast(certainty AS DOUBLE) AS certainty, certainty_cue,
    try_cast(confidence AS DOUBLE) AS confidence, try_cast(is_opinion AS BOOLEAN) AS is_opinion,
    try_cast(joint AS BOOLEAN) AS joint, stage, try_cast(available AS TIMESTAMP) AS available,
    try_cast(time_start AS TIMESTAMP) AS time_start, try_cast(time_end AS TIMESTAMP) AS time_end,
    outlet, document, revision, url, try_cast(published AS TIMESTAMP) AS published,
    try_cast(seen AS TIMESTAMP) AS seen, title, try_cast(sentence AS INTEGER) AS sentence,
    sentence_kind, sentence_text, try_cast(span_start AS INTEGER) AS span_start,
    try_cast(span_end AS INTEGER) AS span_end,
    try_cast(try_cast(source AS JSON) AS actor) AS source,
    try_cast(try_cast(target AS JSON) AS actor) AS target, speaker_party,
    try_cast(try_cast(speakers AS JSON) AS speaker[]) AS speakers,
    try_cast(try_cast(contexts AS JSON) AS VARCHAR[]) AS contexts,
    try_cast(try_cast(figures AS JSON) AS quantity[]) AS figures, coder,
    try_cast(recorded AS TIMESTAMP) AS recorded, language,
    try_cast(sentence_start AS INTEGER) AS sentence_start,
    try_cast(verb_start AS INTEGER) AS verb_start, try_cast(verb_end AS INTEGER) AS verb_end
FROM given_cells
