-- ICEWS: 20 columns with header, as its releases have them. Ids are numbers there: the first 60 bits
-- of ours. Places are empty: where an actor is at home is not where it acted.
SELECT ('0x' || left(event.id, 15))::BIGINT AS "Event ID",
    strftime(CASE WHEN time_end - time_start <= INTERVAL 25 HOUR THEN time_start
        ELSE event.available END, '%Y-%m-%d') AS "Event Date",
    one_line(source.name) AS "Source Name",
    coalesce(source_sector.word, source.role) AS "Source Sectors",
    coalesce(source_title.name, source.state) AS "Source Country",
    one_line(concat_ws(' ', type, mode)) AS "Event Text",
    CASE WHEN type = 'ASSESS' THEN CASE WHEN intensity < 0 THEN '012' ELSE '013' END
        ELSE rpad(regexp_replace(cameo, '[^0-9]', '', 'g'), 3, '0') END AS "CAMEO Code",
    intensity AS "Intensity",
    one_line(target.name) AS "Target Name",
    coalesce(target_sector.word, target.role) AS "Target Sectors",
    coalesce(target_title.name, target.state) AS "Target Country",
    ('0x' || left(md5(coalesce(place.story, event.id)), 15))::BIGINT AS "Story ID",
    event.sentence AS "Sentence Number", one_line(event.outlet) AS "Publisher",
    NULL AS "City", NULL AS "District", NULL AS "Province", NULL AS "Country",
    NULL AS "Latitude", NULL AS "Longitude"
FROM {events} AS event
LEFT JOIN {memberships} AS place ON place.event = event.id
LEFT JOIN given_titles AS source_title ON source_title.party = source.state
LEFT JOIN given_titles AS target_title ON target_title.party = target.state
LEFT JOIN given_sectors AS source_sector ON source_sector.role = source.role
LEFT JOIN given_sectors AS target_sector ON target_sector.role = target.role
WHERE event.polarity = 'affirmed'
ORDER BY event.available, event.id
