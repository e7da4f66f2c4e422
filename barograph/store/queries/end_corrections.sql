-- End the words of reconsidered events that no longer stand as they did.
UPDATE corrections SET ended = $recorded
WHERE ended IS NULL AND event IN (SELECT event FROM reconsidered)
    AND NOT EXISTS (
        SELECT 1 FROM given_corrections AS given
        WHERE given.event = corrections.event AND given.corrected = corrections.corrected
            AND given.pair = corrections.pair AND given.story = corrections.story
            AND given.owner = corrections.owner AND given.kind = corrections.kind
            AND given.available = corrections.available)
