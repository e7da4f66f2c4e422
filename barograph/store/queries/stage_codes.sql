-- What codes and names of others stand for, while an import or export goes on.
CREATE OR REPLACE TEMP TABLE given_countries (system VARCHAR, code VARCHAR, party VARCHAR);
CREATE OR REPLACE TEMP TABLE given_kinds (
    code VARCHAR, type VARCHAR, mode VARCHAR, intensity DOUBLE, quad INTEGER, joint INTEGER
);
CREATE OR REPLACE TEMP TABLE given_names (party VARCHAR, name VARCHAR);
CREATE OR REPLACE TEMP TABLE given_states (name VARCHAR, party VARCHAR);
CREATE OR REPLACE TEMP TABLE given_titles (party VARCHAR, name VARCHAR);
CREATE OR REPLACE TEMP TABLE given_sectors (role VARCHAR, word VARCHAR);
CREATE OR REPLACE TEMP TABLE given_mentions (event VARCHAR);
CREATE OR REPLACE TEMP TABLE given_stretches (file INTEGER, first BIGINT, skipped BIGINT);

-- The intensity of each type as such, for events that come without one.
CREATE OR REPLACE TEMP VIEW given_plain AS
SELECT type, avg(intensity) AS intensity FROM given_kinds WHERE len(code) = 2 GROUP BY type;

-- JSON that may be a list, one thing or nothing, as a list.
CREATE OR REPLACE TEMP MACRO list_of(given) AS CASE
    WHEN given IS NULL OR json_type(given) = 'NULL' THEN []::JSON[]
    WHEN json_type(given) = 'ARRAY' THEN json_extract(given, '$[*]') ELSE [given] END;

CREATE OR REPLACE TEMP MACRO entity_code(entity) AS CASE json_type(entity)
    WHEN 'OBJECT' THEN coalesce(entity->>'$.code', entity->>'$.country') ELSE entity->>'$' END;

CREATE OR REPLACE TEMP MACRO entity_actor(entity, party, code) AS CASE
    WHEN entity IS NOT NULL THEN {
    'state': coalesce(party, entity->>'$.code'),
    'role': coalesce(entity->>'$.sector', nullif(code[4:6], '')),
    'name': coalesce(entity->>'$.entity_text', entity->>'$.actorText', entity->>'$.actor_text', ''),
    'person': entity->>'$.identifier_text', 'office': entity->>'$.office'}::actor END;

-- A cell without its quotation marks; NULL where it is empty or says None.
CREATE OR REPLACE TEMP MACRO cell(words) AS nullif(nullif(
    CASE WHEN len(words) > 1 AND words[1] = '"' AND words[-1] = '"'
        THEN replace(words[2:-2], '""', '"') ELSE words END, ''), 'None')
