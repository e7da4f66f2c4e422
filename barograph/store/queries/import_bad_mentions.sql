-- Mentions of a batch that could not be read, and why.
SELECT file, "row", reason FROM given_mentions WHERE reason IS NOT NULL ORDER BY file, "row"
