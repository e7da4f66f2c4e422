-- POLECAT events, 40 columns with a header, as imported events; `reason` says what is wrong. What is
-- missing is "None"; of several countries the first counts, two without a recipient act together.
WITH cut AS (
    SELECT file, "row", string_split(words, chr(9)) AS f, len(f) AS n FROM given_lines
),
event AS (
    SELECT file, "row", n, cell(f[1]) AS id, cell(f[2]) AS day, upper(cell(f[3])) AS type,
        lower(cell(f[4])) AS mode, cell(f[5]) AS intensity, cell(f[6]) AS quad,
        string_split(cell(f[7]), ';') AS contexts,
        string_split(cell(f[9]), ';') AS countries_1, string_split(cell(f[17]), ';') AS countries_2,
        cell(f[8]) AS name_1, cell(f[11]) AS role_1, cell(f[13]) AS office_1, cell(f[14]) AS raw_1,
        cell(f[16]) AS name_2, cell(f[19]) AS role_2, cell(f[21]) AS office_2, cell(f[22]) AS raw_2,
        cell(f[24]) AS place, cell(f[28]) AS country, cell(f[34]) AS outlet, cell(f[35]) AS told,
        cell(f[39]) AS language, cell(f[40]) AS version
    FROM cut WHERE f[1] NOT IN ('Event ID', '"Event ID"')
),
timed AS (
    SELECT *, try_strptime(left(day, 10), '%Y-%m-%d') AS happened,
        try_strptime(left(coalesce(told, day), 10), '%Y-%m-%d') AS published,
        try_cast(intensity AS DOUBLE) AS said,
        CASE mode WHEN 'none' THEN NULL ELSE mode END AS known_mode,
        countries_2 IS NULL AND name_2 IS NULL AND coalesce(len(countries_1), 0) > 1 AS is_together
    FROM event
),
sided AS (
    SELECT timed.*, s1.party AS state_1, coalesce(s2.party, s3.party) AS state_2,
        home.party AS place_state,
        CASE WHEN state_1 IN ('EUR', 'NAT') OR NOT is_group(state_1) THEN state_1 END AS party_1,
        CASE WHEN state_2 IN ('EUR', 'NAT') OR NOT is_group(state_2) THEN state_2 END AS party_2
    FROM timed
    LEFT JOIN given_states AS s1 ON s1.name = upper(trim(countries_1[1]))
    LEFT JOIN given_states AS s2 ON s2.name = upper(trim(countries_2[1]))
    LEFT JOIN given_states AS s3 ON is_together AND s3.name = upper(trim(countries_1[2]))
    LEFT JOIN given_states AS home ON home.name = upper(country)
)
SELECT file, "row",
    CASE WHEN n <> 40 THEN concat(n, ' columns, not 40')
        WHEN id IS NULL THEN 'Event ID is missing'
        WHEN happened IS NULL THEN concat('Event Date is no day: ', left(day, 40))
        WHEN published IS NULL THEN concat('Publication Date is no day: ', left(told, 40))
        WHEN NOT list_contains($types, type) OR type IS NULL
            THEN concat('Event Type is none of PLOVER: ', left(type, 40))
        WHEN said IS NULL OR NOT said BETWEEN -10 AND 10
            THEN concat('Intensity is no number from -10 to 10: ', left(intensity, 40))
    END AS reason,
    id, md5_number_lower(concat_ws('|', day, type, mode, countries_1, name_1, countries_2, name_2,
        outlet, told, place, raw_1, raw_2)) AS deed,
    published + INTERVAL 86399 SECOND AS available,
    CASE WHEN party_1 <> party_2
        THEN concat(least(party_1, party_2), '-', greatest(party_1, party_2)) END AS pair,
    party_1 AS source_party, party_2 AS target_party,
    type, known_mode AS mode, '' AS cameo, said AS intensity, said AS said_intensity,
    quad AS said_quad, is_together AS joint, 'affirmed' AS polarity, 'done' AS modality,
    false AS is_opinion, happened AS time_start, happened + INTERVAL 1 DAY AS time_end,
    outlet, place, place_state, coalesce(contexts, []) AS contexts,
    CASE WHEN coalesce(name_1, countries_1[1]) IS NOT NULL THEN {'state': state_1,
        'role': role_1, 'name': coalesce(name_1, ''), 'person': nullif(raw_1, name_1),
        'office': office_1}::actor END AS source,
    CASE WHEN coalesce(name_2, countries_2[1]) IS NOT NULL THEN {'state': state_2,
        'role': role_2, 'name': coalesce(name_2, ''), 'person': nullif(raw_2, name_2),
        'office': office_2}::actor
        WHEN is_together THEN {'state': state_2, 'role': role_1, 'name': coalesce(name_1, ''),
            'person': NULL, 'office': NULL}::actor END AS target,
    language, published, version AS coder
FROM sided
