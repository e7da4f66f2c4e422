-- Which documents name both sides of a pair, whatever they tell of it: attention, for turns.
-- The columns before `pair` are those of every fact (0001_start.sql).
CREATE TABLE namings (
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
    pair VARCHAR NOT NULL,
    sentence INTEGER NOT NULL,
    wording VARCHAR NOT NULL,
    tone TINYINT NOT NULL,
    title VARCHAR NOT NULL
);

CREATE VIEW current_namings AS SELECT * FROM namings WHERE ended IS NULL;

CREATE MACRO namings_at(known_at, recorded_at) AS TABLE
    SELECT * FROM namings AS fact
    WHERE fact.available <= known_at
        AND fact.recorded <= recorded_at
        AND (fact.withdrawn IS NULL OR fact.withdrawn > recorded_at)
        AND (fact.outdated IS NULL OR fact.outdated > recorded_at OR NOT is_outdated(
            fact.document, fact.available, fact.seen, fact.revision, known_at, recorded_at));

-- What others' events do not have.
CREATE VIEW series.namings AS FROM main.namings WHERE false;
CREATE VIEW series.current_namings AS FROM main.namings WHERE false;
CREATE MACRO series.namings_at(known_at, recorded_at) AS TABLE FROM main.namings WHERE false;
