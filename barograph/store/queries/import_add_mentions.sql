-- Add the mentions of a batch that are new.
INSERT INTO imported_mentions BY NAME
SELECT $series AS series, $recorded AS recorded, given.* EXCLUDE (reason)
FROM given_mentions AS given
WHERE reason IS NULL AND (event, available, coalesce(url, ''), coalesce(sentence, 0)) NOT IN (
    SELECT (event, available, coalesce(url, ''), coalesce(sentence, 0)) FROM imported_mentions
    WHERE series = $series AND event IN (SELECT event FROM given_mentions))
RETURNING 1
