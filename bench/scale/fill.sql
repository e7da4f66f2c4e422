-- Fill a store with $total events over $pairs pairs in one year, all by hash of what they are, so
-- that the same numbers give the same store. Statements are parted by a line of dashes.
CREATE OR REPLACE TEMP MACRO chance(what) AS (hash(what) >> 11)::DOUBLE / 9007199254740992.0;

CREATE OR REPLACE TEMP MACRO name_of(what) AS substr(md5(what), 1, 20);

CREATE OR REPLACE TEMP MACRO code_of(number) AS
    chr((65 + (number // 26) % 26)::INT) || chr((65 + number % 26)::INT)
        || chr((65 + (number * 7) % 26)::INT);
----
-- Zipf over pairs: the biggest of 20,000 has a fiftieth of all events.
CREATE OR REPLACE TEMP TABLE sizes AS
WITH party AS (SELECT code_of(range) AS code FROM range(202)),
named AS (
    SELECT one.code || '-' || other.code AS pair,
        row_number() OVER (ORDER BY hash(one.code || other.code)) AS rank
    FROM party AS one JOIN party AS other ON one.code < other.code
    QUALIFY rank <= $pairs
),
shared AS (SELECT pair, rank, rank ** -0.73 / sum(rank ** -0.73) OVER () AS share FROM named)
SELECT pair, rank, share, greatest(1, round(share * $total))::BIGINT AS events,
    sum(greatest(1, round(share * $total))) OVER (ORDER BY pair)::BIGINT AS up_to
FROM shared ORDER BY pair;
----
CREATE OR REPLACE TEMP TABLE deeds AS FROM (VALUES
    ('AGREE', NULL, '030', 2.5), ('CONSULT', 'visit', '042', 4.0), ('CONSULT', 'phone', '041', 1.5),
    ('CONSULT', NULL, '040', 2.5), ('SUPPORT', NULL, '050', 5.0), ('COOPERATE', NULL, '060', 9.5),
    ('AID', NULL, '070', 10.0), ('RETREAT', 'withdraw', '0874', 8.0), ('REQUEST', NULL, '020', 0.0),
    ('ACCUSE', 'disapprove', '111', -2.0), ('ACCUSE', 'allege', '112', -3.5),
    ('REJECT', NULL, '120', -2.0), ('THREATEN', NULL, '130', -3.5), ('SANCTION', NULL, '163', -5.5),
    ('MOBILIZE', NULL, '150', -7.0), ('COERCE', NULL, '170', -7.0), ('ASSAULT', NULL, '190', -10.0),
    ('ASSESS', NULL, '019', -2.0), ('STATEMENT', NULL, '010', 0.0), ('STATEMENT', NULL, '010', 0.0)
) AS deed(type, mode, cameo, intensity);
----
-- One portion: pairs whose events end between $above and $up_to, in the order of the layout.
CREATE OR REPLACE TEMP TABLE portion AS
WITH numbered AS (
    SELECT pair, events, unnest(range(events)) AS k FROM sizes WHERE up_to > $above AND up_to <= $up_to
),
placed AS (
    SELECT pair, k, hash(pair || 's' || k) % greatest(1, events // 3) AS story,
        hash(pair || 'o' || k) % 3 AS origin, pair || ' ' || k AS name
    FROM numbered
),
told AS (
    SELECT *, pair || 's' || story AS story_name, pair || 's' || story || 'o' || origin AS origin_name
    FROM placed
),
timed AS (
    SELECT *, TIMESTAMP '2025-01-01' + to_seconds(round(
            31400000 * chance(story_name) + 90000 * chance(name || 't') ** 3)) AS available,
        -- Of a story four in five origins tell one deed.
        1 + hash(CASE WHEN chance(origin_name || 'd') < 0.8 THEN story_name ELSE origin_name END)
            % 20 AS deed_place,
        chance(CASE WHEN chance(origin_name || 'd') < 0.8 THEN story_name ELSE origin_name END || 'a')
            < 0.5 AS is_forward
    FROM told
)
SELECT pair, available, name_of(name) AS id, name_of(name || 'doc') AS document,
    name_of(story_name) AS story, name_of(origin_name) AS origin,
    $outlets[1 + floor(len($outlets) * chance(name || 'w') ** 2)::INT] AS outlet,
    CASE WHEN is_forward THEN pair[1:3] ELSE pair[5:7] END AS source_party,
    CASE WHEN is_forward THEN pair[5:7] ELSE pair[1:3] END AS target_party,
    ([NULL, NULL, pair[1:3], pair[5:7], 'UNO'])[1 + floor(5 * chance(name || 'q'))::INT] AS speaker,
    deed.*, chance(origin_name || 'n') AS denial, chance(origin_name || 'm') AS mode_place,
    chance(name || 'c') AS certainty, chance(name || 'b') < 0.1 AS is_opinion,
    chance(story_name || 'j') < 0.2 AS joint, chance(name || 'h') AS history
FROM timed JOIN (SELECT *, row_number() OVER () AS place FROM deeds) AS deed
    ON deed.place = deed_place
ORDER BY pair, available, id;
----
INSERT INTO events BY NAME
SELECT id, document, document AS revision, outlet, available, available AS seen, 'bench' AS coder,
    TIMESTAMP '2026-01-01' AS recorded, pair, source_party, target_party, speaker AS speaker_party,
    type, mode, cameo, intensity,
    CASE WHEN denial < 0.04 THEN 'denied' WHEN denial < 0.06 THEN 'negated' ELSE 'affirmed' END AS polarity,
    CASE WHEN mode_place < 0.7 THEN 'done' WHEN mode_place < 0.8 THEN 'announced'
        WHEN mode_place < 0.9 THEN 'intended' ELSE 'proposed' END AS modality,
    round(0.3 + 0.7 * certainty, 2) AS certainty, 'said' AS certainty_cue,
    0.9 AS confidence, is_opinion, joint, 'News of ' || pair || ', ' || document[1:6] AS title,
    CASE WHEN history < 0.3 THEN available - to_days((history * 60)::INT) END AS time_start,
    CASE WHEN history < 0.3 THEN available - to_days((history * 60)::INT) END AS time_end,
    1 AS sentence, 'body' AS sentence_kind, 24 AS sentence_start,
    source_party || ' and ' || target_party || ' did it.' AS sentence_text,
    24 AS span_start, 31 AS span_end,
    {'state': source_party, 'role': 'GOV', 'name': source_party, 'person': NULL, 'office': NULL} AS source,
    {'state': target_party, 'role': 'GOV', 'name': target_party, 'person': NULL, 'office': NULL} AS target,
    [] AS contexts, [] AS speakers, [] AS figures
FROM portion ORDER BY pair, available, id;
----
INSERT INTO memberships BY NAME
SELECT id AS event, pair, available, origin, story, TIMESTAMP '2026-01-01' AS recorded
FROM portion ORDER BY pair, available, id;
----
INSERT INTO documents BY NAME
SELECT document AS id, document AS revision, outlet, 'https://' || outlet || '/' || document AS url,
    'News of ' || pair || ', ' || document[1:6] AS title,
    source_party || ' and ' || target_party || ' did it.' AS text, 'en' AS language,
    available AS published, available AS seen, available, false AS is_watched, 'bench' AS coder,
    TIMESTAMP '2026-01-01' AS recorded, false AS is_later
FROM portion ORDER BY available, id;
