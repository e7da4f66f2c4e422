-- Which tellings correct, take back or deny earlier ones, and what was set when.

-- Never changed in place, as memberships: a row ends, another begins.
CREATE TABLE corrections (
    event VARCHAR NOT NULL,
    corrected VARCHAR NOT NULL,
    pair VARCHAR NOT NULL,
    story VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    available TIMESTAMP NOT NULL,
    recorded TIMESTAMP NOT NULL,
    ended TIMESTAMP
);

CREATE VIEW current_corrections AS SELECT * FROM corrections WHERE ended IS NULL;

CREATE MACRO corrections_at(recorded_at) AS TABLE
    SELECT * FROM corrections
    WHERE recorded <= recorded_at AND (ended IS NULL OR ended > recorded_at);

-- Settings as they stood: `--as-recorded-at` reads the anchors of that day. NULL where a setting
-- was dropped. What was set before this table was there counts from the beginning.
CREATE TABLE past_settings (
    name VARCHAR NOT NULL,
    "value" VARCHAR,
    recorded TIMESTAMP NOT NULL
);

INSERT INTO past_settings
SELECT name, "value", TIMESTAMP '0001-01-01' FROM meta WHERE name = 'anchor_outlets';

-- The place of an event ends with it; until now it was left standing.
UPDATE memberships SET ended = greatest(gone.ended, memberships.recorded)
FROM (
    SELECT id, max(ended) AS ended FROM events GROUP BY id HAVING count(*) = count(ended)
) AS gone
WHERE gone.id = memberships.event AND memberships.ended IS NULL;

-- Asks the next reading to look for corrections in what was read before.
INSERT INTO meta
SELECT 'corrections_to_find', '1' WHERE EXISTS (SELECT 1 FROM memberships);
