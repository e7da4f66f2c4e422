-- Begin those found that do not stand yet.
INSERT INTO corrections
SELECT given.*, $recorded, NULL
FROM given_corrections AS given
WHERE NOT EXISTS (
    SELECT 1 FROM current_corrections AS standing
    WHERE given.event = standing.event AND given.corrected = standing.corrected
        AND given.pair = standing.pair AND given.story = standing.story
        AND given.owner = standing.owner AND given.kind = standing.kind
        AND given.available = standing.available)
ORDER BY given.pair, given.available, given.event, given.corrected
