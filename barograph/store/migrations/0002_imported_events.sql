-- Others' events: series of their own beside ours, never mixed in. Every TIMESTAMP is UTC.

-- Files that were imported to their end; the same bytes again change nothing.
CREATE TABLE imported_files (
    file INTEGER NOT NULL,
    series VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    digest VARCHAR,
    lines BIGINT,
    recorded TIMESTAMP NOT NULL
);

-- One row of such a file. What its form cannot say is NULL.
--   row       its line in the file, the header counted
--   id        the producer's own; (series, id) is the key
--   deed      hash of what makes two rows one telling sent twice; NULL where nothing does
--   repeated  recorded time at which it was found to be a telling sent twice
--   available when it could first be known; a day is known at its end
--   mark      a side is a name alone: `place` (a place taken for an actor), `unknown` (no name of
--             its state's), `bare` (the state or capital, where its geography puts it)
--   said_confidence, said_intensity, said_quad   as the producer has them, in its own profile
CREATE TABLE imported_events (
    series VARCHAR NOT NULL,
    file INTEGER NOT NULL,
    "row" BIGINT NOT NULL,
    id VARCHAR NOT NULL,
    deed UBIGINT,
    available TIMESTAMP NOT NULL,
    recorded TIMESTAMP NOT NULL,
    repeated TIMESTAMP,
    pair VARCHAR,
    source_party VARCHAR,
    target_party VARCHAR,
    speaker_party VARCHAR,
    type VARCHAR NOT NULL,
    mode VARCHAR,
    cameo VARCHAR NOT NULL,
    intensity DOUBLE NOT NULL,
    said_intensity DOUBLE,
    said_quad VARCHAR,
    said_confidence DOUBLE,
    polarity VARCHAR NOT NULL,
    modality VARCHAR NOT NULL,
    certainty DOUBLE,
    certainty_cue VARCHAR,
    is_opinion BOOLEAN NOT NULL,
    joint BOOLEAN NOT NULL,
    stage VARCHAR,
    mark VARCHAR,
    time_start TIMESTAMP,
    time_end TIMESTAMP,
    outlet VARCHAR,
    url VARCHAR,
    title VARCHAR,
    "text" VARCHAR,
    place VARCHAR,
    place_state VARCHAR,
    mentions INTEGER,
    outlets INTEGER,
    documents INTEGER,
    source actor,
    target actor,
    contexts VARCHAR[],
    speakers speaker[],
    figures quantity[],
    story VARCHAR,
    origin VARCHAR,
    document VARCHAR,
    revision VARCHAR,
    language VARCHAR,
    published TIMESTAMP,
    seen TIMESTAMP,
    sentence INTEGER,
    sentence_kind VARCHAR,
    sentence_start INTEGER,
    span_start INTEGER,
    span_end INTEGER,
    verb_start INTEGER,
    verb_end INTEGER,
    coder VARCHAR,
    coded TIMESTAMP
);

-- Where else an imported event was told (GDELT's mentions).
CREATE TABLE imported_mentions (
    series VARCHAR NOT NULL,
    file INTEGER NOT NULL,
    "row" BIGINT NOT NULL,
    event VARCHAR NOT NULL,
    available TIMESTAMP NOT NULL,
    recorded TIMESTAMP NOT NULL,
    outlet VARCHAR,
    url VARCHAR,
    sentence INTEGER,
    confidence DOUBLE
);

-- What exports share beyond 0001.
CREATE MACRO iso_time(instant) AS CASE WHEN microsecond(instant) % 1000000 = 0
    THEN strftime(instant, '%Y-%m-%dT%H:%M:%SZ') ELSE strftime(instant, '%Y-%m-%dT%H:%M:%S.%fZ') END;

-- A series read as if it were ours: a connection with search_path 'series,main' and the variable
-- `series` finds these in place of main's tables of the same names, so every query holds for both.
-- The series is its own outlet (and so the one anchor); each row is a document of its own.
CREATE SCHEMA series;

CREATE VIEW series.imported AS
SELECT
    coalesce(document, concat(file, ':', "row")) AS document, coalesce(revision, '') AS revision,
    series AS outlet, available, coalesce(seen, available) AS seen, coalesce(coder, series) AS coder,
    recorded, NULL::TIMESTAMP AS ended, NULL::TIMESTAMP AS outdated, NULL::TIMESTAMP AS until,
    NULL::TIMESTAMP AS withdrawn, id, pair, source_party, target_party, speaker_party, type, mode,
    cameo, intensity, polarity, modality, coalesce(certainty, 1.0) AS certainty,
    coalesce(certainty_cue, '') AS certainty_cue,
    -- What no producer rated counts 0.6; a name alone in place of an actor weighs less.
    coalesce(said_confidence, 0.6) * CASE mark WHEN 'place' THEN 0.25 WHEN 'unknown' THEN 0.4
        WHEN 'bare' THEN 0.7 ELSE 1.0 END AS confidence,
    is_opinion, joint, stage,
    coalesce(title, concat_ws(' ', coalesce(nullif(source.name, ''), source_party), '>',
        coalesce(nullif(target.name, ''), target_party), type, mode)) AS title,
    time_start, time_end, coalesce(sentence, 0) AS sentence,
    coalesce(sentence_kind, '') AS sentence_kind, coalesce(sentence_start, 0) AS sentence_start,
    coalesce("text", '') AS sentence_text, coalesce(span_start, 0) AS span_start,
    coalesce(span_end, 0) AS span_end, verb_start, verb_end, source, target,
    coalesce(contexts, []) AS contexts, coalesce(speakers, []) AS speakers,
    coalesce(figures, []) AS figures,
    -- A row that comes without a place: one story a day for each direction and type.
    coalesce(story, concat_ws(' ', strftime(time_start, '%Y-%m-%d'),
        CASE WHEN joint THEN pair ELSE concat(source_party, '>', target_party) END, type)) AS story,
    coalesce(origin, url, concat(file, ':', "row")) AS origin,
    repeated, file, "row", outlet AS teller, url, published, language, "text", coded, place,
    place_state, said_intensity, said_quad, mark
FROM main.imported_events
WHERE series = getvariable('series');

CREATE VIEW series.events AS SELECT * EXCLUDE (story, origin, repeated, file, "row", teller, url, published, language,
    "text", coded, place, place_state, said_intensity, said_quad, mark) FROM series.imported;

CREATE VIEW series.current_events AS
SELECT * EXCLUDE (story, origin, repeated, file, "row", teller, url, published, language,
    "text", coded, place, place_state, said_intensity, said_quad, mark) FROM series.imported WHERE repeated IS NULL;

CREATE MACRO series.events_at(known_at, recorded_at) AS TABLE
    SELECT * EXCLUDE (story, origin, repeated, file, "row", teller, url, published, language,
    "text", coded, place, place_state, said_intensity, said_quad, mark) FROM series.imported
    WHERE available <= known_at AND recorded <= recorded_at
        AND (repeated IS NULL OR repeated > recorded_at);

CREATE VIEW series.memberships AS
SELECT id AS event, pair, available, origin, story, recorded, NULL::TIMESTAMP AS ended
FROM series.imported;

CREATE VIEW series.current_memberships AS FROM series.memberships;

CREATE MACRO series.memberships_at(recorded_at) AS TABLE
    SELECT * FROM series.memberships WHERE recorded <= recorded_at;

CREATE VIEW series.documents AS
SELECT concat(file, ':', "row") AS id, '' AS revision, series AS outlet, url,
    '' AS title, '' AS "text", coalesce(language, 'und') AS language,
    coalesce(published, available) AS published, coalesce(seen, available) AS seen,
    available, NULL::VARCHAR AS dateline, false AS is_watched, coalesce(coder, series) AS coder,
    recorded, false AS is_later, NULL::VARCHAR AS superseded_by, NULL::TIMESTAMP AS ended,
    NULL::TIMESTAMP AS outdated, NULL::TIMESTAMP AS until, NULL::TIMESTAMP AS withdrawn
FROM main.imported_events
WHERE series = getvariable('series') AND document IS NULL
UNION ALL
SELECT document, coalesce(revision, ''), series, any_value(url), any_value(coalesce(title, '')), '',
    any_value(coalesce(language, 'und')), any_value(coalesce(published, available)),
    coalesce(seen, available), available, NULL, false, coalesce(coder, series), min(recorded), false,
    NULL, NULL, NULL, NULL, NULL
FROM main.imported_events
WHERE series = getvariable('series') AND document IS NOT NULL
GROUP BY series, document, revision, available, seen, coder;

CREATE VIEW series.current_documents AS FROM series.documents;

CREATE MACRO series.documents_at(known_at, recorded_at) AS TABLE
    SELECT * FROM series.documents WHERE available <= known_at AND recorded <= recorded_at;

-- What others' events do not have.
CREATE VIEW series.figures AS FROM main.figures WHERE false;
CREATE VIEW series.current_figures AS FROM main.figures WHERE false;
CREATE MACRO series.figures_at(known_at, recorded_at) AS TABLE FROM main.figures WHERE false;
CREATE VIEW series.appointment_notices AS FROM main.appointment_notices WHERE false;
CREATE VIEW series.current_appointment_notices AS FROM main.appointment_notices WHERE false;
CREATE MACRO series.appointment_notices_at(known_at, recorded_at) AS TABLE
    FROM main.appointment_notices WHERE false;
CREATE VIEW series.consequence_claims AS FROM main.consequence_claims WHERE false;
CREATE VIEW series.current_consequence_claims AS FROM main.consequence_claims WHERE false;
CREATE MACRO series.consequence_claims_at(known_at, recorded_at) AS TABLE
    FROM main.consequence_claims WHERE false;
CREATE VIEW series.corrections AS
SELECT NULL::VARCHAR AS event, NULL::VARCHAR AS corrected, NULL::VARCHAR AS pair,
    NULL::VARCHAR AS story, NULL::VARCHAR AS owner, NULL::VARCHAR AS kind,
    NULL::TIMESTAMP AS available, NULL::TIMESTAMP AS recorded, NULL::TIMESTAMP AS ended
WHERE false;
CREATE VIEW series.current_corrections AS FROM series.corrections;
CREATE MACRO series.corrections_at(recorded_at) AS TABLE FROM series.corrections;
