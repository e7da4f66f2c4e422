-- The first schema. Every TIMESTAMP is UTC. Spans count characters of title, blank line, text.
-- Facts (events, figures, notices, claims) carry their document's two times:
--   available  when it could first be known; `--as-known-at` cuts here
--   recorded   when this store learned it; `--as-recorded-at` cuts here
--   ended      recorded time at which it ceased to be current, for whatever reason
--   outdated   recorded time at which a newer revision first stood beside it, if one ever did
--   until      available time of the revision that replaced its text
--   withdrawn  recorded time at which it was taken back altogether (recoded, or its document
--              turned out to have been available earlier: the same fact then stands anew)

CREATE TABLE meta (name VARCHAR NOT NULL, value VARCHAR NOT NULL);

CREATE TABLE documents (
    id VARCHAR NOT NULL,
    revision VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    url VARCHAR,
    title VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    published TIMESTAMP NOT NULL,
    seen TIMESTAMP NOT NULL,
    available TIMESTAMP NOT NULL,
    dateline VARCHAR,
    is_watched BOOLEAN NOT NULL,
    coder VARCHAR NOT NULL,
    recorded TIMESTAMP NOT NULL,
    is_later BOOLEAN NOT NULL,
    superseded_by VARCHAR,
    ended TIMESTAMP,
    outdated TIMESTAMP,
    until TIMESTAMP,
    withdrawn TIMESTAMP
);

CREATE TABLE sentences (
    document VARCHAR NOT NULL,
    revision VARCHAR NOT NULL,
    coder VARCHAR NOT NULL,
    sentence INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    kind VARCHAR NOT NULL
);

CREATE TYPE actor AS STRUCT(
    state VARCHAR, role VARCHAR, name VARCHAR, person VARCHAR, office VARCHAR
);

CREATE TYPE speaker AS STRUCT(
    state VARCHAR, role VARCHAR, name VARCHAR, person VARCHAR, office VARCHAR,
    verb VARCHAR, span_start INTEGER, span_end INTEGER
);

CREATE TYPE quantity AS STRUCT(
    matter VARCHAR, value DOUBLE, low DOUBLE, high DOUBLE, unit VARCHAR, role VARCHAR,
    comparison VARCHAR, period_start TIMESTAMP, period_end TIMESTAMP, parties VARCHAR[],
    span_start INTEGER, span_end INTEGER, certainty DOUBLE
);

CREATE TABLE events (
    document VARCHAR NOT NULL,
    revision VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    available TIMESTAMP NOT NULL,
    seen TIMESTAMP NOT NULL,
    coder VARCHAR NOT NULL,
    recorded TIMESTAMP NOT NULL,
    ended TIMESTAMP,
    outdated TIMESTAMP,
    until TIMESTAMP,
    withdrawn TIMESTAMP,
    id VARCHAR NOT NULL,
    pair VARCHAR,
    source_party VARCHAR,
    target_party VARCHAR,
    speaker_party VARCHAR,
    type VARCHAR NOT NULL,
    mode VARCHAR,
    cameo VARCHAR NOT NULL,
    intensity DOUBLE NOT NULL,
    polarity VARCHAR NOT NULL,
    modality VARCHAR NOT NULL,
    certainty DOUBLE NOT NULL,
    certainty_cue VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    is_opinion BOOLEAN NOT NULL,
    joint BOOLEAN NOT NULL,
    stage VARCHAR,
    title VARCHAR NOT NULL,
    time_start TIMESTAMP,
    time_end TIMESTAMP,
    sentence INTEGER NOT NULL,
    sentence_kind VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_text VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    verb_start INTEGER,
    verb_end INTEGER,
    source actor NOT NULL,
    target actor,
    contexts VARCHAR[] NOT NULL,
    speakers speaker[] NOT NULL,
    figures quantity[] NOT NULL
);

CREATE TABLE figures (
    document VARCHAR NOT NULL,
    revision VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    available TIMESTAMP NOT NULL,
    seen TIMESTAMP NOT NULL,
    coder VARCHAR NOT NULL,
    recorded TIMESTAMP NOT NULL,
    ended TIMESTAMP,
    outdated TIMESTAMP,
    until TIMESTAMP,
    withdrawn TIMESTAMP,
    pair VARCHAR,
    parties VARCHAR[] NOT NULL,
    matter VARCHAR NOT NULL,
    value DOUBLE,
    low DOUBLE NOT NULL,
    high DOUBLE NOT NULL,
    unit VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    comparison VARCHAR,
    period_start TIMESTAMP,
    period_end TIMESTAMP,
    sentence INTEGER NOT NULL,
    sentence_text VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    certainty DOUBLE NOT NULL,
    speakers speaker[] NOT NULL
);

CREATE TABLE appointment_notices (
    document VARCHAR NOT NULL,
    revision VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    available TIMESTAMP NOT NULL,
    seen TIMESTAMP NOT NULL,
    coder VARCHAR NOT NULL,
    recorded TIMESTAMP NOT NULL,
    ended TIMESTAMP,
    outdated TIMESTAMP,
    until TIMESTAMP,
    withdrawn TIMESTAMP,
    name VARCHAR NOT NULL,
    time_start TIMESTAMP,
    time_end TIMESTAMP,
    place VARCHAR,
    parties VARCHAR[] NOT NULL,
    fate VARCHAR NOT NULL,
    sentence INTEGER NOT NULL,
    sentence_text VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    speakers speaker[] NOT NULL
);

CREATE TABLE consequence_claims (
    document VARCHAR NOT NULL,
    revision VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    available TIMESTAMP NOT NULL,
    seen TIMESTAMP NOT NULL,
    coder VARCHAR NOT NULL,
    recorded TIMESTAMP NOT NULL,
    ended TIMESTAMP,
    outdated TIMESTAMP,
    until TIMESTAMP,
    withdrawn TIMESTAMP,
    cause_event VARCHAR,
    effect_event VARCHAR,
    cause VARCHAR NOT NULL,
    effect VARCHAR NOT NULL,
    effect_pair VARCHAR NOT NULL,
    sign INTEGER NOT NULL,
    certainty DOUBLE NOT NULL,
    sentence INTEGER NOT NULL,
    sentence_text VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    speakers speaker[] NOT NULL
);

-- Which origin and story an event belongs to. Never changed in place: a row ends, another begins.
CREATE TABLE memberships (
    event VARCHAR NOT NULL,
    pair VARCHAR,
    available TIMESTAMP,
    origin VARCHAR NOT NULL,
    story VARCHAR NOT NULL,
    recorded TIMESTAMP NOT NULL,
    ended TIMESTAMP
);

-- An origin or story that was merged into an older one; its id is never used again.
CREATE TABLE redirects (
    old VARCHAR NOT NULL,
    new VARCHAR NOT NULL,
    recorded TIMESTAMP NOT NULL
);

CREATE TABLE set_aside (
    location VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    recorded TIMESTAMP NOT NULL
);

-- One row a batch that changed something: what came in, under which coder.
CREATE TABLE batches (
    recorded TIMESTAMP NOT NULL,
    coder VARCHAR NOT NULL,
    new_documents INTEGER NOT NULL,
    revised INTEGER NOT NULL,
    repeated INTEGER NOT NULL,
    events INTEGER NOT NULL,
    set_aside INTEGER NOT NULL,
    input_hash VARCHAR NOT NULL
);

-- Whether a revision newer than the given one was known at T and recorded at R.
CREATE MACRO is_outdated(document_id, of_available, of_seen, of_revision, known_at, recorded_at) AS
    EXISTS (
        SELECT 1
        FROM documents AS later
        WHERE later.is_later
            AND later.id = document_id
            AND later.available <= known_at
            AND later.recorded <= recorded_at
            AND (later.withdrawn IS NULL OR later.withdrawn > recorded_at)
            AND (later.available > of_available
                OR (later.available = of_available AND later.seen > of_seen)
                OR (later.available = of_available AND later.seen = of_seen
                    AND later.revision > of_revision))
    );

-- `current_X` is what holds now; `X_at(known_at, recorded_at)` what held when cut at both times.

CREATE VIEW current_events AS SELECT * FROM events WHERE ended IS NULL;

CREATE MACRO events_at(known_at, recorded_at) AS TABLE
    SELECT * FROM events AS fact
    WHERE fact.available <= known_at
        AND fact.recorded <= recorded_at
        AND (fact.withdrawn IS NULL OR fact.withdrawn > recorded_at)
        AND (fact.outdated IS NULL OR fact.outdated > recorded_at OR NOT is_outdated(
            fact.document, fact.available, fact.seen, fact.revision, known_at, recorded_at));

CREATE VIEW current_figures AS SELECT * FROM figures WHERE ended IS NULL;

CREATE MACRO figures_at(known_at, recorded_at) AS TABLE
    SELECT * FROM figures AS fact
    WHERE fact.available <= known_at
        AND fact.recorded <= recorded_at
        AND (fact.withdrawn IS NULL OR fact.withdrawn > recorded_at)
        AND (fact.outdated IS NULL OR fact.outdated > recorded_at OR NOT is_outdated(
            fact.document, fact.available, fact.seen, fact.revision, known_at, recorded_at));

CREATE VIEW current_appointment_notices AS SELECT * FROM appointment_notices WHERE ended IS NULL;

CREATE MACRO appointment_notices_at(known_at, recorded_at) AS TABLE
    SELECT * FROM appointment_notices AS fact
    WHERE fact.available <= known_at
        AND fact.recorded <= recorded_at
        AND (fact.withdrawn IS NULL OR fact.withdrawn > recorded_at)
        AND (fact.outdated IS NULL OR fact.outdated > recorded_at OR NOT is_outdated(
            fact.document, fact.available, fact.seen, fact.revision, known_at, recorded_at));

CREATE VIEW current_consequence_claims AS SELECT * FROM consequence_claims WHERE ended IS NULL;

CREATE MACRO consequence_claims_at(known_at, recorded_at) AS TABLE
    SELECT * FROM consequence_claims AS fact
    WHERE fact.available <= known_at
        AND fact.recorded <= recorded_at
        AND (fact.withdrawn IS NULL OR fact.withdrawn > recorded_at)
        AND (fact.outdated IS NULL OR fact.outdated > recorded_at OR NOT is_outdated(
            fact.document, fact.available, fact.seen, fact.revision, known_at, recorded_at));

CREATE VIEW current_documents AS SELECT * FROM documents WHERE ended IS NULL;

CREATE MACRO documents_at(known_at, recorded_at) AS TABLE
    SELECT * FROM documents AS fact
    WHERE fact.available <= known_at
        AND fact.recorded <= recorded_at
        AND (fact.withdrawn IS NULL OR fact.withdrawn > recorded_at)
        AND (fact.outdated IS NULL OR fact.outdated > recorded_at OR NOT is_outdated(
            fact.id, fact.available, fact.seen, fact.revision, known_at, recorded_at));

CREATE VIEW current_memberships AS SELECT * FROM memberships WHERE ended IS NULL;

CREATE MACRO memberships_at(recorded_at) AS TABLE
    SELECT * FROM memberships
    WHERE recorded <= recorded_at AND (ended IS NULL OR ended > recorded_at);

-- What exports share.
CREATE MACRO or_null(number) AS CASE WHEN isfinite(number) THEN number END;

-- JSON has no infinity: an open end ("at least 100") becomes null.
CREATE MACRO json_quantities(figures) AS list_transform(figures, lambda figure: struct_update(
    figure, "value" := or_null(figure."value"), low := or_null(figure.low),
    high := or_null(figure.high)));

CREATE MACRO one_line(words) AS regexp_replace(words, '[\s\x00]+', ' ', 'g');

CREATE MACRO or_none(words) AS coalesce(nullif(one_line(words), ''), 'None');

CREATE MACRO is_group(state) AS
    coalesce(state IN ('IGO', 'UNO', 'NGO', 'MNC', 'NAT', 'ISM', 'IMG'), false);

CREATE MACRO gdelt_country(actor) AS CASE WHEN is_group(actor.state) THEN NULL ELSE actor.state END;

CREATE MACRO gdelt_group(actor) AS CASE WHEN is_group(actor.state) THEN actor.state END;

CREATE MACRO gdelt_code(actor) AS nullif(concat(actor.state, actor.role), '');

CREATE MACRO gdelt_name(actor) AS nullif(upper(one_line(actor.name)), '');

CREATE MACRO plover_quad(type) AS
    CASE WHEN type IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE') THEN 'VERBAL COOPERATION'
        WHEN type IN ('COOPERATE', 'AID', 'RETREAT') THEN 'MATERIAL COOPERATION'
        WHEN type IN ('REQUEST', 'ACCUSE', 'REJECT', 'SANCTION', 'THREATEN') THEN 'VERBAL CONFLICT'
        ELSE 'MATERIAL CONFLICT' END;

CREATE MACRO plover_entity(actor) AS {
    'code': actor.state, 'sector': actor.role, 'entity_text': actor.name,
    'identifier_text': actor.person, 'office': actor.office
};
