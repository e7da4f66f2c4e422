-- Mark the tellings sent twice: of those with one deed, the one known first stands.
UPDATE imported_events SET repeated = $recorded
WHERE series = $series AND rowid IN (
    SELECT place FROM (
        SELECT rowid AS place, row_number() OVER (PARTITION BY deed ORDER BY available, id) AS nth
        FROM imported_events
        WHERE series = $series AND repeated IS NULL
            AND deed IN (SELECT deed FROM given_new WHERE deed IS NOT NULL)
    ) WHERE nth > 1)
RETURNING 1
