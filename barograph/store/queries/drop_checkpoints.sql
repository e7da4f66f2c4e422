-- Take away what was made of a time that has changed, or of what came after it.
DELETE FROM checkpoints
USING (
    SELECT unnest($pairs::VARCHAR[]) AS pair, unnest($since::TIMESTAMP[]) AS since
) AS changed
WHERE checkpoints.pair = changed.pair AND checkpoints.available >= changed.since
