-- POLECAT: 40 columns with header, many values joined by ";", what is missing is "None". Places
-- are "None": where an actor is at home is not where it acted.
SELECT event.id AS "Event ID",
    strftime(CASE WHEN time_end - time_start <= INTERVAL 25 HOUR THEN time_start
        ELSE event.available END, '%Y-%m-%d') AS "Event Date",
    type AS "Event Type", or_none(mode) AS "Event Mode", intensity AS "Intensity",
    plover_quad(type) AS "Quad Code", or_none(array_to_string(contexts, ';')) AS "Contexts",
    or_none(source.name) AS "Actor Name", or_none(source.state) AS "Actor Country",
    or_none(actor_cow.code) AS "Actor COW", or_none(source.role) AS "Primary Actor Sector",
    or_none(source.role) AS "Actor Sectors", or_none(source.office) AS "Actor Title",
    or_none(coalesce(source.person, source.name)) AS "Actor Name Raw",
    'None' AS "Wikipedia Actor ID",
    or_none(target.name) AS "Recipient Name", or_none(target.state) AS "Recipient Country",
    or_none(recipient_cow.code) AS "Recipient COW", or_none(target.role) AS "Primary Recipient Sector",
    or_none(target.role) AS "Recipient Sectors", or_none(target.office) AS "Recipient Title",
    or_none(coalesce(target.person, target.name)) AS "Recipient Name Raw",
    'None' AS "Wikipedia Recipient ID",
    'None' AS "Placename", 'None' AS "City", 'None' AS "District", 'None' AS "Province",
    'None' AS "Country", 'None' AS "Latitude", 'None' AS "Longitude", 'None' AS "GeoNames ID",
    'None' AS "Raw Placename", 'None' AS "Feature Type",
    or_none(event.outlet) AS "Source", strftime(document.published, '%Y-%m-%d')
        AS "Publication Date",
    'None' AS "Story People", 'None' AS "Story Organizations", 'None' AS "Story Locations",
    document.language AS "Language", event.coder AS "Version"
FROM {events} AS event
JOIN documents AS document ON document.id = event.document
    AND document.revision = event.revision AND document.available = event.available
    AND document.seen = event.seen AND document.coder = event.coder
    AND document.withdrawn IS NOT DISTINCT FROM event.withdrawn
LEFT JOIN given_countries AS actor_cow
    ON actor_cow.system = 'cow' AND actor_cow.party = source.state
LEFT JOIN given_countries AS recipient_cow
    ON recipient_cow.system = 'cow' AND recipient_cow.party = target.state
WHERE event.polarity = 'affirmed' AND type NOT IN ('ASSESS', 'STATEMENT')
ORDER BY event.available, event.id
