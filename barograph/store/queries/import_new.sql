-- Which rows of a batch are good and new: the first of each key that the series has not yet.
CREATE OR REPLACE TEMP TABLE given_new AS
SELECT arg_min(rowid, (file, "row")) AS place, id, any_value(deed) AS deed
FROM given_events
WHERE reason IS NULL AND id NOT IN (
    SELECT id FROM imported_events
    WHERE series = $series AND id IN (SELECT id FROM given_events WHERE reason IS NULL))
GROUP BY id
