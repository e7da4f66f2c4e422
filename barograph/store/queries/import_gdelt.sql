-- GDELT events, 57 or 58 columns (1.0) or 61 (2.0), as imported events; `reason` says what is wrong.
-- Actors' countries are CAMEO's codes, places' countries FIPS 10-4. The day added gives the time it
-- could be known, SQLDATE the day it happened. Root codes go by our profile, GDELT's quad stays.
WITH cut AS (
    SELECT file, "row", string_split(words, chr(9)) AS f, len(f) AS n FROM given_lines
),
event AS (
    SELECT file, "row", n, f[1] AS id, f[2] AS day,
        CASE n WHEN 61 THEN f[60] ELSE f[57] END AS added,
        CASE n WHEN 61 THEN f[61] WHEN 58 THEN f[58] ELSE '' END AS url,
        f[6] AS code_1, f[7] AS name_1, f[8] AS country_1, f[9] AS group_1, f[13] AS role_1,
        f[16] AS code_2, f[17] AS name_2, f[18] AS country_2, f[19] AS group_2, f[23] AS role_2,
        f[27] AS cameo, f[30] AS quad, f[31] AS goldstein,
        f[32] AS mentions, f[33] AS outlets, f[34] AS documents,
        upper(f[37]) AS place_1, upper(CASE n WHEN 61 THEN f[45] ELSE f[44] END) AS place_2,
        CASE n WHEN 61 THEN f[53] ELSE f[51] END AS place,
        CASE n WHEN 61 THEN f[54] ELSE f[52] END AS fips
    FROM cut
    WHERE n <> 16 AND f[1] <> 'GLOBALEVENTID'
),
timed AS (
    SELECT *, try_strptime(day, '%Y%m%d') AS happened,
        CASE len(added) WHEN 14 THEN try_strptime(added, '%Y%m%d%H%M%S')
            WHEN 8 THEN try_strptime(added, '%Y%m%d') + INTERVAL 86399 SECOND
        END AS known
    FROM event
),
sided AS (
    SELECT timed.*,
        coalesce(g1.party, c1.party) AS state_1, coalesce(g2.party, c2.party) AS state_2,
        nullif(state_1, 'UNO') AS party_1, nullif(state_2, 'UNO') AS party_2,
        -- An actor without a type or group is a name alone: the state's own, a capital, or a place.
        (role_1 = '' AND group_1 = '' AND state_1 IS NOT NULL) AS is_name_1,
        (role_2 = '' AND group_2 = '' AND state_2 IS NOT NULL) AS is_name_2,
        (name_1 <> '' AND contains(', ' || place_1 || ',', ', ' || name_1 || ',')) AS is_place_1,
        (name_2 <> '' AND contains(', ' || place_2 || ',', ', ' || name_2 || ',')) AS is_place_2,
        n1.party IS NOT NULL AS is_known_1, n2.party IS NOT NULL AS is_known_2,
        coalesce(k4.code, k3.code, k2.code) AS kind
    FROM timed
    LEFT JOIN given_countries AS c1 ON c1.system = 'cameo' AND c1.code = country_1
    LEFT JOIN given_countries AS c2 ON c2.system = 'cameo' AND c2.code = country_2
    LEFT JOIN given_countries AS g1 ON g1.system = 'group' AND g1.code = group_1
    LEFT JOIN given_countries AS g2 ON g2.system = 'group' AND g2.code = group_2
    LEFT JOIN given_names AS n1 ON n1.party = c1.party AND n1.name = name_1
    LEFT JOIN given_names AS n2 ON n2.party = c2.party AND n2.name = name_2
    LEFT JOIN given_kinds AS k4 ON k4.code = cameo
    LEFT JOIN given_kinds AS k3 ON k3.code = left(cameo, 3)
    LEFT JOIN given_kinds AS k2 ON k2.code = left(cameo, 2)
)
SELECT file, "row",
    CASE WHEN n NOT IN (57, 58, 61)
            THEN concat(n, ' columns: an event has 57, 58 or 61, a mention 16')
        WHEN NOT regexp_full_match(id, '[0-9]{1,19}')
            THEN concat('GLOBALEVENTID is no number: ', left(id, 40))
        WHEN happened IS NULL THEN concat('SQLDATE is no day: ', left(day, 40))
        WHEN known IS NULL THEN concat('DATEADDED is no time: ', left(added, 40))
        WHEN kind IS NULL THEN concat('EventCode is none of CAMEO: ', left(cameo, 40))
    END AS reason,
    id, CASE WHEN url <> '' THEN md5_number_lower(concat_ws('|', day, code_1, code_2, cameo, url))
        END AS deed,
    known AS available,
    CASE WHEN party_1 <> party_2
        THEN concat(least(party_1, party_2), '-', greatest(party_1, party_2)) END AS pair,
    party_1 AS source_party, party_2 AS target_party,
    given_kinds.type, given_kinds.mode, cameo, given_kinds.intensity,
    try_cast(goldstein AS DOUBLE) AS said_intensity, nullif(sided.quad, '') AS said_quad,
    given_kinds.joint = 1 AS joint, 'affirmed' AS polarity, 'done' AS modality,
    false AS is_opinion,
    CASE WHEN (is_name_1 AND is_place_1 AND NOT is_known_1)
            OR (is_name_2 AND is_place_2 AND NOT is_known_2) THEN 'place'
        WHEN (is_name_1 AND NOT is_known_1) OR (is_name_2 AND NOT is_known_2) THEN 'unknown'
        WHEN (is_name_1 AND is_place_1) OR (is_name_2 AND is_place_2) THEN 'bare'
    END AS mark,
    happened AS time_start, happened + INTERVAL 1 DAY AS time_end,
    nullif(regexp_extract(url, '^https?://(?:www\.)?([^/:?#]+)', 1), '') AS outlet,
    nullif(url, '') AS url,
    nullif(place, '') AS place, fips_states.party AS place_state,
    try_cast(mentions AS INTEGER) AS mentions, try_cast(outlets AS INTEGER) AS outlets,
    try_cast(documents AS INTEGER) AS documents,
    CASE WHEN code_1 <> '' OR name_1 <> '' THEN {'state': state_1, 'role': nullif(role_1, ''),
        'name': name_1, 'person': NULL, 'office': NULL}::actor END AS source,
    CASE WHEN code_2 <> '' OR name_2 <> '' THEN {'state': state_2, 'role': nullif(role_2, ''),
        'name': name_2, 'person': NULL, 'office': NULL}::actor END AS target
FROM sided
LEFT JOIN given_kinds ON given_kinds.code = kind
LEFT JOIN given_countries AS fips_states ON fips_states.system = 'fips' AND fips_states.code = fips
