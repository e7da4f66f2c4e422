-- GDELT 2.0 events: 61 columns, no header. NumMentions counts the story's events, NumSources its
-- outlets, NumArticles its documents. AvgTone and places are left empty: nothing measured them, and
-- where an actor is at home is not where it acted. A stated relation is an optimistic or pessimistic
-- comment; the European Union is known group EEC in country EUR, which alone would be the continent.
WITH told AS (
    SELECT event.*, document.url, coalesce(place.story, event.id) AS story,
        -- A long stretch ("past years") dates nothing: the day it was told stands in.
        CASE WHEN time_end - time_start <= INTERVAL 25 HOUR THEN time_start
            ELSE event.available END AS day,
        CASE WHEN type = 'ASSESS' THEN CASE WHEN intensity < 0 THEN '012' ELSE '013' END
            ELSE rpad(regexp_replace(cameo, '[^0-9]', '', 'g'), 3, '0') END AS code
    FROM {events} AS event
    JOIN documents AS document ON document.id = event.document
        AND document.revision = event.revision AND document.available = event.available
        AND document.seen = event.seen AND document.coder = event.coder
        AND document.withdrawn IS NOT DISTINCT FROM event.withdrawn
    LEFT JOIN {memberships} AS place ON place.event = event.id
    WHERE event.polarity = 'affirmed'
),
tally AS (
    SELECT story, count(*) AS mentions, count(DISTINCT outlet) AS outlets,
        count(DISTINCT document) AS articles
    FROM told GROUP BY story
)
SELECT ('0x' || left(id, 15))::BIGINT AS GLOBALEVENTID,
    strftime(day, '%Y%m%d') AS SQLDATE, strftime(day, '%Y%m') AS MonthYear, year(day) AS "Year",
    printf('%.4f', year(day) + ((month(day) - 1) * 30 + dayofmonth(day)) / 365) AS FractionDate,
    gdelt_code(source) AS Actor1Code, gdelt_name(source) AS Actor1Name,
    gdelt_country(source) AS Actor1CountryCode, 
        CASE WHEN source.state = 'EUR' THEN 'EEC' ELSE gdelt_group(source) END AS Actor1KnownGroupCode,
    NULL AS Actor1EthnicCode, NULL AS Actor1Religion1Code, NULL AS Actor1Religion2Code,
    source.role AS Actor1Type1Code, NULL AS Actor1Type2Code, NULL AS Actor1Type3Code,
    gdelt_code(target) AS Actor2Code, gdelt_name(target) AS Actor2Name,
    gdelt_country(target) AS Actor2CountryCode, 
        CASE WHEN target.state = 'EUR' THEN 'EEC' ELSE gdelt_group(target) END AS Actor2KnownGroupCode,
    NULL AS Actor2EthnicCode, NULL AS Actor2Religion1Code, NULL AS Actor2Religion2Code,
    target.role AS Actor2Type1Code, NULL AS Actor2Type2Code, NULL AS Actor2Type3Code,
    (sentence <= 1)::INTEGER AS IsRootEvent, code AS EventCode, left(code, 3) AS EventBaseCode,
    left(code, 2) AS EventRootCode,
    CASE WHEN left(code, 2) <= '05' THEN 1 WHEN left(code, 2) <= '09' THEN 2
        WHEN left(code, 2) <= '14' THEN 3 ELSE 4 END AS QuadClass,
    intensity AS GoldsteinScale, mentions AS NumMentions, outlets AS NumSources,
    articles AS NumArticles, NULL AS AvgTone,
    0 AS Actor1Geo_Type, NULL AS Actor1Geo_FullName, NULL AS Actor1Geo_CountryCode,
    NULL AS Actor1Geo_ADM1Code, NULL AS Actor1Geo_ADM2Code, NULL AS Actor1Geo_Lat,
    NULL AS Actor1Geo_Long, NULL AS Actor1Geo_FeatureID,
    0 AS Actor2Geo_Type, NULL AS Actor2Geo_FullName, NULL AS Actor2Geo_CountryCode,
    NULL AS Actor2Geo_ADM1Code, NULL AS Actor2Geo_ADM2Code, NULL AS Actor2Geo_Lat,
    NULL AS Actor2Geo_Long, NULL AS Actor2Geo_FeatureID,
    0 AS ActionGeo_Type, NULL AS ActionGeo_FullName, NULL AS ActionGeo_CountryCode,
    NULL AS ActionGeo_ADM1Code, NULL AS ActionGeo_ADM2Code, NULL AS ActionGeo_Lat,
    NULL AS ActionGeo_Long, NULL AS ActionGeo_FeatureID,
    strftime(available, '%Y%m%d%H%M%S') AS DATEADDED,
    one_line(coalesce(url, outlet)) AS SOURCEURL
FROM told JOIN tally USING (story)
ORDER BY available, id
