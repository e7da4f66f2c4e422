-- ICEWS events, 20 columns with a header, as imported events; `reason` says what is wrong. The key is
-- event id and date. Codes lose their leading zeros in some releases; countries are names.
WITH cut AS (
    SELECT file, "row", string_split(words, chr(9)) AS f, len(f) AS n FROM given_lines
),
event AS (
    SELECT file, "row", n, cell(f[1]) AS id, cell(f[2]) AS day, cell(f[3]) AS name_1,
        string_split(cell(f[4]), ',')[1] AS sector_1, cell(f[5]) AS country_1, cell(f[6]) AS words,
        cell(f[7]) AS code, cell(f[8]) AS intensity, cell(f[9]) AS name_2,
        string_split(cell(f[10]), ',')[1] AS sector_2, cell(f[11]) AS country_2,
        cell(f[12]) AS telling, cell(f[13]) AS sentence, cell(f[14]) AS publisher,
        concat_ws(', ', cell(f[15]), cell(f[16]), cell(f[17]), cell(f[18])) AS place,
        cell(f[18]) AS country
    FROM cut WHERE f[1] NOT IN ('Event ID', '"Event ID"')
),
timed AS (
    SELECT *, try_strptime(left(day, 10), '%Y-%m-%d') AS happened,
        try_cast(intensity AS DOUBLE) AS said,
        CASE WHEN len(code) < 3 THEN lpad(code, 3, '0') ELSE code END AS padded
    FROM event
),
sided AS (
    SELECT timed.*, coalesce(s1.party, o1.party) AS state_1, coalesce(s2.party, o2.party) AS state_2,
        home.party AS place_state, r1.role AS role_1, r2.role AS role_2,
        CASE WHEN state_1 IN ('EUR', 'NAT') OR NOT is_group(state_1) THEN state_1 END AS party_1,
        CASE WHEN state_2 IN ('EUR', 'NAT') OR NOT is_group(state_2) THEN state_2 END AS party_2,
        coalesce(k4.code, k3.code, k2.code, z4.code, z3.code) AS kind,
        CASE WHEN coalesce(k4.code, k3.code, k2.code) IS NULL THEN concat('0', padded)
            ELSE padded END AS cameo
    FROM timed
    LEFT JOIN given_states AS s1 ON s1.name = upper(country_1)
    LEFT JOIN given_states AS s2 ON s2.name = upper(country_2)
    -- Organisations have no country; those that act as one party are known by name.
    LEFT JOIN given_states AS o1 ON country_1 IS NULL AND o1.name = upper(name_1)
    LEFT JOIN given_states AS o2 ON country_2 IS NULL AND o2.name = upper(name_2)
    LEFT JOIN given_states AS home ON home.name = upper(country)
    LEFT JOIN given_sectors AS r1 ON r1.word = sector_1 OR r1.role = sector_1
    LEFT JOIN given_sectors AS r2 ON r2.word = sector_2 OR r2.role = sector_2
    LEFT JOIN given_kinds AS k4 ON k4.code = padded
    LEFT JOIN given_kinds AS k3 ON k3.code = left(padded, 3)
    LEFT JOIN given_kinds AS k2 ON k2.code = left(padded, 2)
    LEFT JOIN given_kinds AS z4 ON z4.code = concat('0', padded)
    LEFT JOIN given_kinds AS z3 ON z3.code = left(concat('0', padded), 3)
)
SELECT file, "row",
    CASE WHEN n <> 20 THEN concat(n, ' columns, not 20')
        WHEN id IS NULL THEN 'Event ID is missing'
        WHEN happened IS NULL THEN concat('Event Date is no day: ', left(day, 40))
        WHEN kind IS NULL OR NOT regexp_full_match(sided.code, '[0-9]{2,4}') THEN concat('CAMEO Code is none of CAMEO: ', left(sided.code, 40))
        WHEN sided.intensity IS NOT NULL AND said IS NULL
            THEN concat('Intensity is no number: ', left(sided.intensity, 40))
    END AS reason,
    concat(id, ' ', left(day, 10)) AS id,
    CASE WHEN telling IS NOT NULL THEN md5_number_lower(
        concat_ws('|', day, name_1, name_2, padded, telling)) END AS deed,
    happened + INTERVAL 86399 SECOND AS available,
    CASE WHEN party_1 <> party_2
        THEN concat(least(party_1, party_2), '-', greatest(party_1, party_2)) END AS pair,
    party_1 AS source_party, party_2 AS target_party,
    given_kinds.type, given_kinds.mode, cameo, given_kinds.intensity, said AS said_intensity,
    given_kinds.joint = 1 AS joint, 'affirmed' AS polarity, 'done' AS modality,
    false AS is_opinion, happened AS time_start, happened + INTERVAL 1 DAY AS time_end,
    publisher AS outlet, words AS "text", nullif(place, '') AS place, place_state,
    try_cast(sentence AS INTEGER) AS sentence, telling AS origin,
    CASE WHEN coalesce(name_1, country_1) IS NOT NULL THEN {'state': state_1,
        'role': coalesce(role_1, CASE WHEN regexp_full_match(sector_1, '[A-Z]{3}') THEN sector_1
            END), 'name': coalesce(name_1, ''), 'person': NULL, 'office': NULL}::actor
    END AS source,
    CASE WHEN coalesce(name_2, country_2) IS NOT NULL THEN {'state': state_2,
        'role': coalesce(role_2, CASE WHEN regexp_full_match(sector_2, '[A-Z]{3}') THEN sector_2
            END), 'name': coalesce(name_2, ''), 'person': NULL, 'office': NULL}::actor
    END AS target
FROM sided
LEFT JOIN given_kinds ON given_kinds.code = kind
