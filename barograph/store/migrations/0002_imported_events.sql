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
