-- Rows of GDELT mentions: 16 columns; `reason` says what is wrong.
CREATE OR REPLACE TEMP TABLE given_mentions AS
WITH cut AS (
    SELECT file, "row", string_split(words, chr(9)) AS f, len(f) AS n FROM given_lines
)
SELECT file, "row", f[1] AS event, try_strptime(f[3], '%Y%m%d%H%M%S') AS available,
    nullif(f[5], '') AS outlet, nullif(f[6], '') AS url, try_cast(f[7] AS INTEGER) AS sentence,
    try_cast(f[12] AS DOUBLE) / 100 AS confidence,
    CASE WHEN NOT regexp_full_match(f[1], '[0-9]{1,19}')
            THEN concat('GLOBALEVENTID is no number: ', left(f[1], 40))
        WHEN try_strptime(f[3], '%Y%m%d%H%M%S') IS NULL
            THEN concat('MentionTimeDate is no time: ', left(f[3], 40))
        WHEN try_cast(f[12] AS DOUBLE) IS NULL
            THEN concat('Confidence is no number: ', left(f[12], 40))
    END AS reason
FROM cut
WHERE n = 16 AND f[1] <> 'GLOBALEVENTID'
